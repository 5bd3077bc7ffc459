import type { KeyboardEvent, MouseEvent, TouchEvent } from 'react'

/** The press began while a menu was open, and only closes that. */
let closesMenu = false
/** The message that a finger has rested on. */
let held: HTMLElement | undefined

/** A menu that opened under the finger would be closed by its release, and by the click that may come of it. */
function release(event: TouchEvent) {
  const message = held
  held = undefined
  if (!message) return
  if (event.cancelable) event.preventDefault()
  setTimeout(() => openIn(message))
}

/**
 * Opens the menu of the message that has these handlers: by Enter, Shift+F10 and the menu key, on touch by a tap or a
 * long press. A mouse keeps the browser's own menu and has the button.
 */
export const menuGestures = {
  onPointerDown() {
    held = undefined
    closesMenu = document.querySelector('[role=menu]') !== null // It is there only while it is open.
  },
  onTouchEnd: release,
  onTouchCancel: release,
  onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.target !== event.currentTarget) return
    if (event.key !== 'Enter' && event.key !== 'ContextMenu' && !(event.key === 'F10' && event.shiftKey)) return
    event.preventDefault()
    openIn(event.currentTarget)
  },
  onContextMenu(event: MouseEvent<HTMLElement>) {
    const { pointerType } = event.nativeEvent as PointerEvent // Some browsers send one without it, by a mouse.
    if (pointerType === undefined || pointerType === 'mouse' || isOwnMatter(event)) return
    event.preventDefault()
    if (pointerType === 'touch') held = event.currentTarget
    else openIn(event.currentTarget)
  },
  onClick(event: MouseEvent<HTMLElement>) {
    if (closesMenu || !matchMedia('(pointer: coarse)').matches || isOwnMatter(event)) return
    if (getSelection()?.isCollapsed !== false) openIn(event.currentTarget)
  },
}

/** Links, buttons and what they have opened answer for themselves. */
const isOwnMatter = ({ target }: MouseEvent) =>
  target instanceof Element && target.closest('a, button, dialog, [popover]') !== null

function openIn(message: HTMLElement) {
  const button = message.querySelector<HTMLElement>('[aria-haspopup=menu]')
  if (button?.getAttribute('aria-expanded') === 'false') button.click()
}
