import type { BrowserContext, Page } from '@playwright/test'

/** Notifications that a tab has shown since its start. */
interface RecordedNotifications {
  toasts: string[]
  sounds: number
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
    const witnessed: RecordedNotifications = { toasts: [], sounds: 0, badge: 0 }
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
    new MutationObserver((records) => {
      for (const node of records.flatMap(({ addedNodes }) => [...addedNodes]))
        if (node instanceof HTMLElement && node.matches('ol[aria-live] > li'))
          witnessed.toasts.push(node.querySelector('p')?.textContent ?? '')
    }).observe(document, { childList: true, subtree: true })
  })

/** Returns the notifications that these tabs have shown. */
export async function notificationsOf(...pages: Page[]) {
  const each = await Promise.all(pages.map((page) => page.evaluate(() => window.witnessed)))
  return {
    toasts: each.flatMap(({ toasts }) => toasts),
    sounds: each.reduce((sum, { sounds }) => sum + sounds, 0),
    badges: each.map(({ badge }) => badge),
  }
}
