import type { KeyboardEvent, MouseEvent, TouchEvent } from 'react'

/** The press began while a menu was open, so it only closes that menu. */
let closesMenu = false
/** Movement that decides that a touch is no press. */
export const DECISION_PX = 10
/** A touch held this long lights its message. `contextmenu` comes later, and not from every browser. */
const HOLD_MS = 350

interface Press {
  message: HTMLElement
  x: number
  y: number
  timer: ReturnType<typeof setTimeout>
  /** The browser has sent `contextmenu`; it may end such a touch with touchcancel. */
  isLong: boolean
}

/** The touch that is held on a message. */
let press: Press | undefined

function begin({ touches, currentTarget: message, target }: TouchEvent<HTMLElement>) {
  release()
  const touch = touches[0]
  if (!touch || touches.length > 1 || closesMenu || isInteractive({ target })) return
  const timer = setTimeout(() => light(message), HOLD_MS)
  press = { message, x: touch.clientX, y: touch.clientY, timer, isLong: false }
}

const light = (message: HTMLElement) => message.setAttribute('data-pressed', '')

/** Ends the press and puts the message back; returns whether it was lit. */
function release(): { message: HTMLElement; wasLit: boolean } | undefined {
  const ended = press
  press = undefined
  if (!ended) return undefined
  clearTimeout(ended.timer)
  const wasLit = ended.message.hasAttribute('data-pressed')
  ended.message.removeAttribute('data-pressed')
  return { message: ended.message, wasLit }
}

/** Opens the menu when a held touch ends: the end of the touch, and the click after it, would close an open menu. */
function openIfHeld(event: TouchEvent) {
  const ended = release()
  if (!ended?.wasLit) return
  if (event.cancelable) event.preventDefault()
  setTimeout(() => openIn(ended.message))
}

/**
 * Handlers that open the menu of a message: with Enter, Shift+F10 and the menu key, the right mouse button, and on touch
 * with a tap or a long press. The browser's own context menu stays on links, for selected text, and with Shift.
 */
export const menuGestures = {
  onPointerDown() {
    release()
    closesMenu = document.querySelector('[role=menu]') !== null // In the DOM only while open.
  },
  onTouchStart: begin,
  onTouchMove({ touches }: TouchEvent<HTMLElement>) {
    const touch = touches[0]
    if (press && touch && Math.hypot(touch.clientX - press.x, touch.clientY - press.y) >= DECISION_PX) release()
  },
  onTouchEnd: openIfHeld,
  onTouchCancel(event: TouchEvent<HTMLElement>) {
    if (press?.isLong) openIfHeld(event)
    else release()
  },
  onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.target !== event.currentTarget) return
    if (event.key !== 'Enter' && event.key !== 'ContextMenu' && !(event.key === 'F10' && event.shiftKey)) return
    event.preventDefault()
    openIn(event.currentTarget)
  },
  onContextMenu(event: MouseEvent<HTMLElement>) {
    const { pointerType } = event.nativeEvent as PointerEvent // Some browsers send a plain MouseEvent for a mouse.
    const isMouse = pointerType === undefined || pointerType === 'mouse'
    if (isInteractive(event) || (isMouse && (event.shiftKey || getSelection()?.isCollapsed === false))) return
    event.preventDefault()
    if (pointerType !== 'touch') return openIn(event.currentTarget)
    if (!press) return
    press.isLong = true
    light(press.message)
  },
  onClick(event: MouseEvent<HTMLElement>) {
    if (closesMenu || !matchMedia('(pointer: coarse)').matches || isInteractive(event)) return
    if (getSelection()?.isCollapsed !== false) openIn(event.currentTarget)
  },
}

/** Returns whether the target handles the event itself: links, buttons, dialogs and popovers. */
const isInteractive = ({ target }: Pick<MouseEvent, 'target'>) =>
  target instanceof Element && target.closest('a, button, [role=button], dialog, [popover]') !== null

function openIn(message: HTMLElement) {
  const button = message.querySelector<HTMLElement>('[data-message-menu] [aria-haspopup=menu]')
  if (button?.getAttribute('aria-expanded') === 'false') button.click()
}
