import type { KeyboardEvent, MouseEvent, TouchEvent } from 'react'

/** The press began while a menu was open, so it only closes that menu. */
let closesMenu = false
/** The message under a long press. */
let pressed: HTMLElement | undefined

/** Opens the menu after a long press ends: the end of the touch, and the click after it, would close an open menu. */
function openAfterLongPress(event: TouchEvent) {
  const message = pressed
  pressed = undefined
  if (!message) return
  if (event.cancelable) event.preventDefault()
  setTimeout(() => openIn(message))
}

/**
 * Handlers that open the menu of a message: with Enter, Shift+F10 and the menu key, the right mouse button, and on touch
 * with a tap or a long press. The browser's own context menu stays on links, for selected text, and with Shift.
 */
export const menuGestures = {
  onPointerDown() {
    pressed = undefined
    closesMenu = document.querySelector('[role=menu]') !== null // In the DOM only while open.
  },
  onTouchEnd: openAfterLongPress,
  onTouchCancel: openAfterLongPress,
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
    if (pointerType === 'touch') pressed = event.currentTarget
    else openIn(event.currentTarget)
  },
  onClick(event: MouseEvent<HTMLElement>) {
    if (closesMenu || !matchMedia('(pointer: coarse)').matches || isInteractive(event)) return
    if (getSelection()?.isCollapsed !== false) openIn(event.currentTarget)
  },
}

/** Returns whether the target handles the event itself: links, buttons, dialogs and popovers. */
const isInteractive = ({ target }: MouseEvent) =>
  target instanceof Element && target.closest('a, button, [role=button], dialog, [popover]') !== null

function openIn(message: HTMLElement) {
  const button = message.querySelector<HTMLElement>('[data-message-menu] [aria-haspopup=menu]')
  if (button?.getAttribute('aria-expanded') === 'false') button.click()
}
