import { createListeners } from '@/components/create-store'

export type SystemPermission = NotificationPermission | 'unsupported'

export interface SystemNotification {
  /** A notification replaces the shown one with the same tag. */
  tag: string
  title: string
  body: string
  icon: string
  /** The page to open with a click. */
  path: string
  silent: boolean
}

const permission = createListeners()
const clicks = new Set<(path: string) => void>()

/** Returns whether this browser may show notifications of the operating system. It can do so on secure pages only. */
export function systemPermission(): SystemPermission {
  if (typeof Notification === 'undefined' || !isSecureContext) return 'unsupported'
  return Notification.permission
}

/** Makes the browser ask its user for the permission. Call it from a click. Returns what they chose. */
export async function askSystemPermission(): Promise<SystemPermission> {
  await Notification.requestPermission()
  permission.notify()
  return systemPermission()
}

/** Calls a listener when the permission may be another one. Returns a function that stops it. */
export function onSystemPermissionChange(listener: () => void): () => void {
  const unsubscribe = permission.subscribe(listener)
  const status = navigator.permissions?.query({ name: 'notifications' }).catch(() => undefined) // Unknown to Safari 16.
  void status?.then((found) => found?.addEventListener('change', listener))
  document.addEventListener('visibilitychange', listener) // Changed in the settings of the browser.
  return () => {
    unsubscribe()
    void status?.then((found) => found?.removeEventListener('change', listener))
    document.removeEventListener('visibilitychange', listener)
  }
}

/**
 * Shows a notification of the operating system: through the service worker where there is one, so that a click works
 * after this tab is closed. `close` removes it, also while it is being shown.
 */
export function showSystemNotification(notification: SystemNotification): { close(): void } {
  const shown = show(notification).catch(() => undefined) // Forbidden meanwhile.
  return { close: () => void shown.then((close) => close?.()) }
}

async function show({ title, path, ...rest }: SystemNotification): Promise<() => void> {
  const options = { ...rest, badge: rest.icon, renotify: !rest.silent, data: { path } }
  const registration = await navigator.serviceWorker?.getRegistration()
  if (registration?.active) {
    await registration.showNotification(title, options)
    return async () => {
      for (const shown of await registration.getNotifications({ tag: rest.tag })) shown.close()
    }
  }
  const shown = new Notification(title, options)
  shown.onclick = () => {
    shown.close()
    focus()
    for (const click of clicks) click(path)
  }
  return () => shown.close()
}

/** Calls a listener with the page that a clicked notification opens in this tab. Returns a function that stops it. */
export function onSystemNotificationClick(listener: (path: string) => void): () => void {
  const listening = new AbortController()
  const onMessage = ({ data }: MessageEvent) => {
    if (data?.kind === 'open' && typeof data.path === 'string') listener(data.path)
  }
  navigator.serviceWorker?.addEventListener('message', onMessage, listening)
  clicks.add(listener)
  return () => {
    listening.abort()
    clicks.delete(listener)
  }
}
