import { EXPAND_EVENT } from '@/components/ui/collapsible'

/** A smaller distance to the end counts as being at the bottom. */
const AT_BOTTOM_PX = 24
/** Scrolling over more than this many screens is instant, not smooth. */
const MAX_SMOOTH_SCREENS = 2
/** Position of the unread divider or the opened message, as a fraction of the pane's height from the top. */
const OPEN_POSITION = 0.2

export interface ScrollAnchor {
  /** Restores the position of the anchor message. Call after every change of the content, before it is painted. */
  settle(): void
  toBottom(behavior: 'smooth' | 'instant'): void
  stop(): void
}

interface Options {
  onBottom(isAtBottom: boolean): void
  /** Returns whether the newest message is loaded: only then does the pane stay at the bottom. */
  hasNewest(): boolean
  /** clientId of the message to open at. */
  openAt: string | undefined
}

/**
 * Keeps the scroll position of a growing log: at the bottom it stays at the bottom, elsewhere the message at the top
 * edge stays in place when content is added above or below. Works on the `data-message` elements in `content`; opens at
 * `[data-unread]` if there is one. The browser's scroll anchoring must be off (`overflow-anchor: none`): not every
 * browser has it, and none anchors at the very top.
 */
export function createScrollAnchor(
  pane: HTMLElement,
  content: HTMLElement,
  { onBottom, hasNewest, openAt }: Options,
): ScrollAnchor {
  let sticksToBottom = true
  let anchor: { id: string; top: number } | undefined
  /** Height of the content to which the anchor belongs. */
  let height = 0

  const topOf = (element: Element) => element.getBoundingClientRect().top - content.getBoundingClientRect().top

  const remember = () => {
    const isAtBottom = pane.scrollHeight - pane.clientHeight - pane.scrollTop <= AT_BOTTOM_PX
    sticksToBottom = isAtBottom && hasNewest()
    height = pane.scrollHeight
    updateAnchor()
    onBottom(sticksToBottom)
  }

  const updateAnchor = () => {
    const first = sticksToBottom ? undefined : firstVisible(pane, content)
    anchor = first && { id: first.dataset.message ?? '', top: topOf(first) }
  }

  const leaveBottom = () => {
    sticksToBottom = false
    updateAnchor()
  }

  const settle = () => {
    if (sticksToBottom && hasNewest()) {
      pane.scrollTop = pane.scrollHeight
      height = pane.scrollHeight
      return
    }
    const anchored = anchor && messageIn(content, anchor.id)
    const moved = anchor && anchored ? topOf(anchored) - anchor.top : 0
    if (moved !== 0) pane.scrollTop += moved
    remember()
  }

  // Content may grow after `settle` and before a frame, in which this event precedes the calls of the resize observer.
  const onScroll = () => (pane.scrollHeight === height ? remember() : settle())

  const toBottom = (behavior: 'smooth' | 'instant') => {
    const distance = pane.scrollHeight - pane.clientHeight - pane.scrollTop
    const isNear = distance < pane.clientHeight * MAX_SMOOTH_SCREENS
    const isSmooth = behavior === 'smooth' && isNear && !matchMedia('(prefers-reduced-motion: reduce)').matches
    if (!isSmooth) sticksToBottom = true
    pane.scrollTo({ top: pane.scrollHeight, behavior: isSmooth ? 'smooth' : 'instant' })
  }

  pane.scrollTop = openingPosition(pane, content, openAt)
  remember()
  const resizes = new ResizeObserver(settle)
  resizes.observe(pane)
  resizes.observe(content)
  pane.addEventListener('scroll', onScroll, { passive: true })
  content.addEventListener(EXPAND_EVENT, leaveBottom) // An expanded message grows downwards; the pane must not follow.
  return {
    settle,
    toBottom,
    stop() {
      resizes.disconnect()
      pane.removeEventListener('scroll', onScroll)
      content.removeEventListener(EXPAND_EVENT, leaveBottom)
    },
  }
}

function openingPosition(pane: HTMLElement, content: HTMLElement, openAt: string | undefined): number {
  const target = openAt === undefined ? content.querySelector('[data-unread]') : messageIn(content, openAt)
  if (!target) return pane.scrollHeight
  const top = target.getBoundingClientRect().top - content.getBoundingClientRect().top
  return top - pane.clientHeight * OPEN_POSITION
}

/**
 * Script that scrolls the server's HTML as `openingPosition` does, before it is painted and before React runs. `data-open-at`
 * of the pane names the message to open at. It contains no character that HTML would escape.
 */
export const openingScript = `{const log=document.querySelector(\`[role=log]\`),pane=log?.parentElement;if(pane){const id=pane.dataset.openAt,target=log.querySelector(id?\`[data-message=\${CSS.escape(id)}]\`:\`[data-unread]\`);pane.scrollTop=target?target.getBoundingClientRect().top-log.getBoundingClientRect().top-pane.clientHeight*${OPEN_POSITION}:pane.scrollHeight}}`

/** Returns the element of a message, by its clientId. */
export const messageIn = (content: HTMLElement, clientId: string) =>
  content.querySelector<HTMLElement>(`[data-message="${CSS.escape(clientId)}"]`)

/** Returns the first message that reaches below the top edge of the pane, by binary search. */
function firstVisible(pane: HTMLElement, content: HTMLElement): HTMLElement | undefined {
  const messages = content.querySelectorAll<HTMLElement>('[data-message]')
  const edge = pane.getBoundingClientRect().top
  let [low, high] = [0, messages.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((messages[middle]?.getBoundingClientRect().bottom ?? 0) > edge) high = middle
    else low = middle + 1
  }
  return messages[low]
}
