import { withCount } from '@/components/strings/format'

/** Texts of toasts and of notifications of the operating system. */
export const notificationTexts = {
  newMessages: (count: number) => (count === 1 ? 'New message' : withCount(count, 'new message', 'new messages')),
  /** After a name, where the newest of several messages is shown. */
  countNew: (count: number) => `${count} new`,
  offer: 'Get notified while Kith is in the background?',
  turnOn: 'Turn on',
  isOn: 'Notifications are on.',
  isBlocked: 'Your browser blocks notifications from Kith. You can allow them in its site settings.',
} as const

/** Texts of the settings of notifications. */
export const notificationSettings = {
  title: 'Notifications',
  /** Title of the document, to tell it from the list of notifications. */
  screen: 'Notification settings',
  about: 'Sound, and what is shown',
  inApp: 'While Kith is open',
  sound: { label: 'Sound', why: 'A short sound when a message or a friend request arrives.' },
  toasts: {
    label: 'Show in Kith',
    why: 'A short notice with a button that opens it. Never for the conversation you have open.',
  },
  background: 'While Kith is in the background',
  system: {
    label: 'System notifications',
    why: 'Shown by your device while no Kith tab is visible. Kith has to be open in your browser.',
  },
  states: {
    granted: 'Allowed in this browser.',
    default: 'Your browser asks for permission when you turn this on.',
    denied:
      'Blocked in this browser. To allow them, open the site settings beside the address, choose “Notifications: Allow”, and return here.',
    unsupported:
      'This browser cannot show notifications here. On an iPhone or iPad, add Kith to the Home Screen first; on other devices, open Kith with https.',
  },
  preview: 'What notifications show',
  previews: {
    text: 'Name and message',
    name: 'Name only',
    nothing: 'Neither name nor message',
  },
  device: 'These settings apply to this device.',
} as const
