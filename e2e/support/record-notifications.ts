import type { BrowserContext, Page } from '@playwright/test'

/** Notifications that a tab has shown since its start. */
interface RecordedNotifications {
  toasts: string[]
  /** Notifications of the operating system: their titles and texts. */
  system: string[]
  sounds: number
  /** Clicks the newest of `system` that was shown without a service worker. */
  clickLast?: () => void
  /** Count on the app icon. */
  badge: number
}

declare global {
  interface Window {
    witnessed: RecordedNotifications
  }
}

/** Makes every tab of the context record the notifications it shows from now on. */
export const recordNotifications = (context: BrowserContext) =>
  context.addInitScript(() => {
    const witnessed: RecordedNotifications = { toasts: [], system: [], sounds: 0, badge: 0 }
    window.witnessed = witnessed
    const { start } = OscillatorNode.prototype
    OscillatorNode.prototype.start = function (when) {
      witnessed.sounds++
      start.call(this, when)
    }
    navigator.setAppBadge = async (count = 0) => {
      witnessed.badge = count
    }
    navigator.clearAppBadge = () => navigator.setAppBadge(0)
    const { showNotification } = ServiceWorkerRegistration.prototype
    ServiceWorkerRegistration.prototype.showNotification = function (title, options) {
      witnessed.system.push(`${title}: ${options?.body}`)
      return showNotification.call(this, title, options)
    }
    window.Notification = class extends Notification {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options)
        witnessed.system.push(`${title}: ${options?.body}`)
        witnessed.clickLast = () => this.dispatchEvent(new Event('click'))
      }
    }
    // Also the texts that replace another one in the same toast.
    new MutationObserver((records) => {
      for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) {
        const text = node instanceof HTMLElement && node.matches('ol[aria-live] > li, ol[aria-live] > li > p')
        if (text) witnessed.toasts.push((node.querySelector('p') ?? node).innerText.replaceAll('\n', ' '))
      }
    }).observe(document, { childList: true, subtree: true })
  })

/** Returns the notifications that these tabs have shown. */
export async function notificationsOf(...pages: Page[]) {
  const each = await Promise.all(pages.map((page) => page.evaluate(() => window.witnessed)))
  return {
    toasts: each.flatMap(({ toasts }) => toasts),
    system: each.flatMap(({ system }) => system),
    sounds: each.reduce((sum, { sounds }) => sum + sounds, 0),
    badges: each.map(({ badge }) => badge),
  }
}
