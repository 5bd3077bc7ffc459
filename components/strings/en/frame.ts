import { isolateNames } from '@/components/strings/bidi-isolate'

/** Texts of the frame around the screens: navigation, details beside a screen, and what needs a connection. */
export const frame = {
  ownProfile: 'Your profile',
  details: (name: string) => isolateNames`Details about ${name}`,
  detailsLoading: 'The profile is loading',
  closeDetails: 'Close details',
  showPicture: (name: string) => isolateNames`Show the picture of ${name}`,
  close: 'Close',
  findInConversation: 'Search in conversation',
  showProfile: 'Show profile',
  needsConnection: 'You need a connection for this',
  needsConnectionWhy: 'It is not stored on this device. It opens when you are online again.',
  page: 'Page not found',
  pageWhy: 'There is nothing at this address.',
  people: 'People',
  findEverybody: (q: string) => isolateNames`Find “${q}” among everybody`,
  chooseNotification: 'Choose a notification',
  chooseNotificationWhy: 'The person it is about appears here.',
} as const
