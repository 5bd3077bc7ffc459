import { EXPAND_EVENT } from '@/components/ui/collapsible'

/** Nearer than this to the end counts as being there. */
const AT_BOTTOM_PX = 24
/** Farther than this many screens is jumped, not glided. */
const FARTHEST_GLIDE_SCREENS = 2
/** Where the unread divider, or a message that was looked for, comes to stand from the top. */
const OPENS_AT = 0.2

export interface ScrollAnchor {
  /** Puts back in place what the reader was looking at. Call after every change of the content, before it is painted. */
  settle(): void
  toBottom(how: 'glide' | 'jump'): void
  stop(): void
}

interface Options {
  onBottom(isAtBottom: boolean): void
  /** Whether the end of the content is the end of the log: only then does the reader stay there. */
  isWhole(): boolean
  /** The client id of the message to open at. */
  openAt: string | undefined
}

/**
 * Keeps a growing log still: at its end it stays at the end, elsewhere the message at the top edge keeps its place,
 * whatever comes above or below it. Works on the `data-message` elements in `content`; opens at `[data-unread]` when
 * there is one. The browser's own anchoring must be off (`overflow-anchor: none`): not every browser has it, and none
 * has it at the very top.
 */
export function createScrollAnchor(
  pane: HTMLElement,
  content: HTMLElement,
  { onBottom, isWhole, openAt }: Options,
): ScrollAnchor {
  let stuck = true
  let anchor: { id: string; top: number } | undefined

  const topOf = (element: Element) => element.getBoundingClientRect().top - content.getBoundingClientRect().top

  const remember = () => {
    const isAtBottom = pane.scrollHeight - pane.clientHeight - pane.scrollTop <= AT_BOTTOM_PX
    stuck = isAtBottom && isWhole()
    takeAnchor()
    onBottom(stuck)
  }

  const takeAnchor = () => {
    const first = stuck ? undefined : firstInSight(pane, content)
    anchor = first && { id: first.dataset.message ?? '', top: topOf(first) }
  }

  const leaveBottom = () => {
    stuck = false
    takeAnchor()
  }

  const settle = () => {
    if (stuck) {
      pane.scrollTop = pane.scrollHeight
      return
    }
    const held = anchor && messageIn(content, anchor.id)
    const moved = anchor && held ? topOf(held) - anchor.top : 0
    if (moved !== 0) pane.scrollTop += moved
    remember()
  }

  const toBottom = (how: 'glide' | 'jump') => {
    const distance = pane.scrollHeight - pane.clientHeight - pane.scrollTop
    const isNear = distance < pane.clientHeight * FARTHEST_GLIDE_SCREENS
    const glides = how === 'glide' && isNear && !matchMedia('(prefers-reduced-motion: reduce)').matches
    if (!glides) stuck = true
    pane.scrollTo({ top: pane.scrollHeight, behavior: glides ? 'smooth' : 'instant' })
  }

  pane.scrollTop = openingPosition(pane, content, openAt)
  remember()
  const resizes = new ResizeObserver(settle)
  resizes.observe(pane)
  resizes.observe(content)
  pane.addEventListener('scroll', remember, { passive: true })
  content.addEventListener(EXPAND_EVENT, leaveBottom) // It grows downwards from where the reader is.
  return {
    settle,
    toBottom,
    stop() {
      resizes.disconnect()
      pane.removeEventListener('scroll', remember)
      content.removeEventListener(EXPAND_EVENT, leaveBottom)
    },
  }
}

function openingPosition(pane: HTMLElement, content: HTMLElement, openAt: string | undefined): number {
  const place = openAt === undefined ? content.querySelector('[data-unread]') : messageIn(content, openAt)
  if (!place) return pane.scrollHeight
  const top = place.getBoundingClientRect().top - content.getBoundingClientRect().top
  return top - pane.clientHeight * OPENS_AT
}

/** The element of a message, by its client id. */
export const messageIn = (content: HTMLElement, clientId: string) =>
  content.querySelector<HTMLElement>(`[data-message="${CSS.escape(clientId)}"]`)

/** The first message that reaches below the top edge. */
function firstInSight(pane: HTMLElement, content: HTMLElement): HTMLElement | undefined {
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
