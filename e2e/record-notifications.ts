import type { BrowserContext, Page } from '@playwright/test'

/** What a tab has told its person, from its start on. */
interface Witnessed {
  toasts: string[]
  sounds: number
  /** The number on the app's icon. */
  badge: number
}

declare global {
  interface Window {
    witnessed: Witnessed
  }
}

/** Has every tab of the browser that is opened from now on write down what it tells. */
export const witness = (context: BrowserContext) =>
  context.addInitScript(() => {
    const witnessed: Witnessed = { toasts: [], sounds: 0, badge: 0 }
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

/** What these tabs have told so far, together. */
export async function toldBy(...pages: Page[]) {
  const each = await Promise.all(pages.map((page) => page.evaluate(() => window.witnessed)))
  return {
    toasts: each.flatMap(({ toasts }) => toasts),
    sounds: each.reduce((sum, { sounds }) => sum + sounds, 0),
    badges: each.map(({ badge }) => badge),
  }
}
