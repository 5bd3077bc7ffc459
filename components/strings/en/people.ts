import { isolateNames } from '@/components/strings/bidi-isolate'
import { withCount } from '@/components/strings/format'

/** Texts about another user and the actions for them. */
export const people = {
  more: (name: string) => isolateNames`More about ${name}`,
  back: 'Back',
  profile: 'Profile',
  message: 'Message',
  unfriend: 'Unfriend',
  unfriendNote: 'What you wrote stays readable.',
  report: 'Report…',
  edit: 'Edit your profile',
  gone: 'This person is not here',
  goneWhy: 'They may be gone, or the address may be wrong.',
  toFriends: 'Go to friends',
  online: 'Online',
  /** After a name, for screen readers. */
  isOnline: ', online',
  lastSeen: 'Last seen',
  friendsSince: 'Friends since',
  askedYou: 'Asked to be your friend.',
  youAsked: 'You asked to be friends.',
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
    ends: {
      none: undefined,
      incoming: (name: string) => isolateNames`The request from ${name} is removed.`,
      outgoing: (name: string) => isolateNames`Your request to ${name} is removed.`,
      friends: (name: string) => isolateNames`You and ${name} stop being friends.`,
    },
    /** By the sentences of BLOCK_SURFACES; together they explain every feature. */
    effects: {
      asking: 'Neither of you can send the other a friend request or a greeting.',
      writing: 'Neither can write to the other. What you wrote so far stays readable for both.',
      seeing: 'Neither sees when the other is online, is typing or has read something.',
      finding:
        'Neither finds the other in search, suggestions or among mutual friends. Your profile is gone for them; of theirs you keep the name.',
      hearing: 'Neither hears anything new of the other, not even in windows that are open now.',
    },
    notNotified: (name: string) => isolateNames`${name} is not told.`,
    undo: 'You can unblock them here or in your settings, under blocked people. That does not make you friends again.',
  },
  unblock: {
    menu: 'Unblock',
    blocked: 'You have blocked this person.',
    unnamed: 'Somebody you have blocked',
    title: (name: string) => isolateNames`Unblock ${name}?`,
    why: 'You can find each other and send requests again, unless they have blocked you too. You are not friends again by this: one of you has to ask.',
    doIt: 'Unblock',
    done: (name: string) => isolateNames`${name} is not blocked any more.`,
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
  dismissed: (name: string) => isolateNames`${name} is not suggested any more.`,
  filter: 'Filter friends',
  filtered: (count: number) => `${withCount(count, 'friend', 'friends')} found`,
  noFriendFound: 'No friend found',
  noFriendFoundWhy: (q: string) => isolateNames`No name or username begins with “${q}”.`,
} as const
