import type { Page } from '@playwright/test'

/** Returns the visible texts from top to bottom, without toasts and the connection status. */
export const screenOf = (page: Page): Promise<string[]> => page.evaluate(seen)

interface Watched {
  seen: string
  /** Times in milliseconds: when the network came back, when the tab was live, and when the screen last changed. */
  backAt: number
  liveAt: number | undefined
  changedAt: number
}

/** Starts recording when the tab becomes live and when the screen changes. */
export const watch = (page: Page) => page.evaluate(`window.kithWatched = (${note})(${seen})`)

/**
 * Returns the milliseconds from the return of the network until the tab was live, and until the last change of the
 * screen.
 */
export const timesOf = (page: Page): Promise<{ live: number; settled: number }> =>
  page.evaluate(() => {
    const { backAt, liveAt = 0, changedAt }: Watched = Reflect.get(window, 'kithWatched')
    return { live: Math.round(liveAt - backAt), settled: Math.round(changedAt - backAt) }
  })

/** Runs in the page. */
function note(look: () => string[]): Watched {
  const watched: Watched = { seen: look().join('\n'), backAt: 0, liveAt: undefined, changedAt: 0 }
  addEventListener('online', () => (watched.backAt = performance.now()))
  setInterval(() => {
    const now = look().join('\n')
    const lines = [...document.querySelectorAll('[role=status]')].map(({ textContent }) => textContent)
    if (lines.some((line) => /^(Connecting|Checking|Offline)/.test(line))) watched.liveAt = undefined
    else watched.liveAt ??= performance.now()
    if (now !== watched.seen) watched.changedAt = performance.now()
    watched.seen = now
  }, 25)
  return watched
}

/** Runs in the page. */
function seen(): string[] {
  const texts: string[] = []
  const pane = document.querySelector('[role=log]')?.parentElement
  const isInSight = (element: Element, { top, bottom, width, height }: DOMRect) => {
    const frame = pane?.contains(element) ? pane.getBoundingClientRect() : document.body.getBoundingClientRect()
    return width > 1 && height > 1 && bottom > frame.top && top < frame.bottom
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    const text = node.textContent?.trim()
    if (!element || !text || element.closest('script, style, [role=status], [aria-live=polite]')) continue
    if (pane?.contains(element) && element.closest('.sr-only')) continue // Its position may vary.
    const range = document.createRange()
    range.selectNodeContents(node)
    if (isInSight(element, range.getBoundingClientRect())) texts.push(text)
  }
  for (const field of document.querySelectorAll('textarea, input'))
    texts.push(`${field.getAttribute('aria-label')}: ${Reflect.get(field, 'value')}`)
  return texts
}
