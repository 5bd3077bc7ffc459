import { withCount } from '@/components/strings/format'

/** Texts for somebody who has no friends yet. */
export const welcome = {
  title: 'Welcome to Kith',
  why: 'Add a friend to start a conversation.',
  requests: (count: number) => `Answer ${withCount(count, 'friend request', 'friend requests')}`,
  find: 'Find people',
  invite: 'Invite a friend',
  ownName: 'Friends can find you by your username',
  copy: 'Copy username',
  copyDone: 'Username copied.',
  code: 'QR code',
  codeTitle: 'QR code of your profile',
} as const
