import { createListeners } from '@/components/create-store'

const KEY = 'kith.notifications'
/** Key of an earlier version, which stored the sound only. */
const OLD_SOUND_KEY = 'kith.sound'

/** How much of a message a notification shows. */
export const PREVIEWS = ['text', 'name', 'nothing'] as const
export type Preview = (typeof PREVIEWS)[number]

/**
 * How this device notifies its user. It is plain data, so that a push subscription can carry it to the server: nothing
 * in the browser could apply it to a push message before it is shown.
 */
export interface NotificationSettings {
  sound: boolean
  /** Toasts inside Kith. */
  toasts: boolean
  /** Notifications of the operating system, while no tab is visible. They also need the browser's permission. */
  system: boolean
  preview: Preview
  /** The user was asked to allow system notifications, and said no. */
  declined: boolean
}

const DEFAULTS: NotificationSettings = { sound: true, toasts: true, system: true, preview: 'text', declined: false }

const { subscribe, notify } = createListeners()
let stored: string | null = null
/** The settings of the text in `stored`; the same object until they change. */
let current: NotificationSettings = DEFAULTS
/** Storage is full or forbidden: the settings last as long as the page. */
let isInTabOnly = false

/** Returns the settings of this device. */
export function notificationSettings(): NotificationSettings {
  if (isInTabOnly) return current
  try {
    const text = localStorage.getItem(KEY) ?? withoutSettings(localStorage.getItem(OLD_SOUND_KEY))
    if (text !== stored) current = parseNotificationSettings(text)
    stored = text
  } catch {
    // Storage is forbidden.
  }
  return current
}

/** Changes some of the settings of this device, in all of its tabs. */
export function changeNotificationSettings(change: Partial<NotificationSettings>): void {
  const next = { ...notificationSettings(), ...change }
  try {
    localStorage.setItem(KEY, JSON.stringify(next))
  } catch {
    isInTabOnly = true
    current = next
  }
  notify()
}

/** Calls a listener when the settings changed, in this or another tab. Returns a function that stops it. */
export function onNotificationSettingsChange(listener: () => void): () => void {
  const unsubscribe = subscribe(listener)
  addEventListener('storage', listener)
  return () => {
    unsubscribe()
    removeEventListener('storage', listener)
  }
}

export const defaultNotificationSettings = (): NotificationSettings => DEFAULTS

const withoutSettings = (sound: string | null) => (sound === 'off' ? JSON.stringify({ sound: false }) : null)

/** Returns the settings in a stored text; what another version wrote or left out has its default. */
export function parseNotificationSettings(text: string | null): NotificationSettings {
  const found = recordIn(text)
  const flag = (name: 'sound' | 'toasts' | 'system' | 'declined') => {
    const value = found[name]
    return typeof value === 'boolean' ? value : DEFAULTS[name]
  }
  return {
    sound: flag('sound'),
    toasts: flag('toasts'),
    system: flag('system'),
    preview: PREVIEWS.find((preview) => preview === found.preview) ?? DEFAULTS.preview,
    declined: flag('declined'),
  }
}

function recordIn(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
