import { isolateNames } from '@/components/strings/bidi-isolate'
import { withCount } from '@/components/strings/format'

/** Texts about another user and the actions for them. */
export const people = {
  more: (name: string) => isolateNames`More about ${name}`,
  back: 'Back',
  profile: 'Profile',
  message: 'Message',
  unfriend: 'Unfriend',
  unfriendNote: 'You keep your conversation, but cannot write.',
  report: 'Report…',
  edit: 'Edit your profile',
  gone: 'Account not found',
  goneWhy: 'It may have been removed, or the address may be wrong.',
  toFriends: 'Go to friends',
  online: 'Online',
  /** After a name, for screen readers. */
  isOnline: '(online)',
  lastSeen: 'Last seen',
  friendsSince: 'Friends since',
  askedYou: 'Sent you a friend request.',
  youAsked: 'You sent a friend request.',
  mutual: (count: number) => withCount(count, 'mutual friend', 'mutual friends'),
  mutualOf: (name: string) => isolateNames`Mutual friends with ${name}`,
  mutualLoading: 'Mutual friends are loading',
  undoFor: (name: string) => isolateNames`Undo for ${name}`,
  /** Texts of toasts with undo. */
  done: {
    decline: (name: string) => isolateNames`You declined the request from ${name}.`,
    cancel: (name: string) => isolateNames`The request to ${name} is cancelled.`,
    unfriend: (name: string) => isolateNames`You and ${name} are no longer friends.`,
  },
  /** Before the reason of a failed action. */
  notDone: {
    decline: (name: string) => isolateNames`The request from ${name} is still open.`,
    cancel: (name: string) => isolateNames`The request to ${name} is still open.`,
    unfriend: (name: string) => isolateNames`You and ${name} are still friends.`,
  },
  block: {
    menu: 'Block…',
    title: (name: string) => isolateNames`Block ${name}?`,
    doIt: 'Block',
    done: (name: string) => isolateNames`${name} is blocked.`,
    /** What the dialog says at once. */
    what: (name: string) =>
      isolateNames`You and ${name} cannot message or find each other, and neither sees when the other is online.`,
    ends: {
      none: (name: string) => isolateNames`${name} is not notified.`,
      incoming: (name: string) => isolateNames`The request from ${name} is removed, and they are not notified.`,
      outgoing: (name: string) => isolateNames`Your request to ${name} is removed, and they are not notified.`,
      friends: (name: string) => isolateNames`You are no longer friends, and ${name} is not notified.`,
    },
    more: 'What this means',
    /** By the sentences of BLOCK_SURFACES; together they explain every feature. */
    effects: {
      asking: 'Neither of you can send the other a friend request or a message with one.',
      writing: 'Neither of you can write to the other. Messages you have sent stay readable for both.',
      seeing: 'Neither of you sees when the other is online, is typing or has read something.',
      finding:
        'Neither of you finds the other in search, suggestions or mutual friends. They cannot open your profile; you still see their name.',
      hearing: 'Neither of you receives anything new from the other, on any device.',
    },
    undo: 'You can unblock them here or in Settings › Blocked people. You do not become friends again automatically.',
  },
  unblock: {
    menu: 'Unblock',
    blocked: 'You blocked this person.',
    unnamed: 'A person you blocked',
    title: (name: string) => isolateNames`Unblock ${name}?`,
    why: 'You can find each other and send friend requests again, unless they have blocked you too. You do not become friends again automatically.',
    doIt: 'Unblock',
    done: (name: string) => isolateNames`${name} is no longer blocked.`,
  },
  cancel: 'Cancel',
} as const

/** Texts of batches of requests, and of suggestions. */
export const manyRequests = {
  select: 'Select',
  selectDone: 'Done',
  selectAll: 'Select all',
  selectNone: 'Select none',
  selectRequest: (name: string) => isolateNames`Select the request from ${name}`,
  acceptMany: (count: number) => (count > 0 ? `Accept ${count}` : 'Accept'),
  declineMany: (count: number) => (count > 0 ? `Decline ${count}` : 'Decline'),
  accepted: (count: number) => `You accepted ${withCount(count, 'request', 'requests')}.`,
  declined: (count: number) => `You declined ${withCount(count, 'request', 'requests')}.`,
  notDeclined: (count: number) => `${withCount(count, 'request is', 'requests are')} still open.`,
  notAccepted: (count: number) => `${withCount(count, 'request was', 'requests were')} not accepted:`,
  suggestions: 'People you may know',
  moreSuggestions: 'Show more',
  fewerSuggestions: 'Show fewer',
  dismiss: (name: string) => isolateNames`Do not suggest ${name}`,
  dismissed: (name: string) => isolateNames`${name} will not be suggested again.`,
  filter: 'Filter friends',
  filtered: (count: number) => `${withCount(count, 'friend', 'friends')} found`,
  noFriendFound: 'No friend found',
  noFriendFoundWhy: (q: string) => isolateNames`No name or username starts with “${q}”.`,
} as const
