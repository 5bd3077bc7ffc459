'use client'

import {
  type KeyboardEvent,
  type PointerEvent,
  type SyntheticEvent,
  useEffectEvent,
  useLayoutEffect,
  useRef,
} from 'react'
import { isComposing } from './input-method'

interface Options {
  /** Called for Escape, a click outside, or a button; the parent decides whether the dialog closes. */
  onClose(): void
  /** Called when it is shown, with the element that had the focus. */
  onShow?: (dialog: HTMLDialogElement, origin: Element | null) => void
}

/**
 * Shows a `<dialog>` as a modal one from its first render on. Returns its ref and handlers. Focus stays inside and returns
 * to its origin when it is removed.
 */
export function useModal({ onClose, onShow }: Options) {
  const dialog = useRef<HTMLDialogElement>(null)
  const pressedBeside = useRef(false) // A text selection may begin in a field and end outside the dialog.
  const droppedText = useRef(false)
  const shownFrom = useEffectEvent((shown: HTMLDialogElement, origin: Element | null) => onShow?.(shown, origin))
  useLayoutEffect(() => {
    const shown = dialog.current
    const origin = document.activeElement
    shown?.showModal()
    if (shown) shownFrom(shown, origin)
    return () => shown?.close() // Still in the document, so that the browser can restore the focus.
  }, [])
  return {
    ref: dialog,
    onCancel(event: SyntheticEvent) {
      if (event.target !== dialog.current) return // The cancel event of a file field bubbles to here.
      event.preventDefault()
      if (!droppedText.current) onClose()
    },
    onKeyDown(event: KeyboardEvent) {
      droppedText.current = event.key === 'Escape' && isComposing(event) // Some browsers would close the dialog.
      if (event.key === 'Escape') event.stopPropagation() // The screen below handles Escape too.
    },
    onKeyUp() {
      droppedText.current = false
    },
    onClose: ({ currentTarget }: SyntheticEvent<HTMLDialogElement>) =>
      currentTarget.isConnected && !currentTarget.open && onClose(),
    onPointerDown({ target }: PointerEvent) {
      pressedBeside.current = target === dialog.current
    },
    onClick: ({ target }: SyntheticEvent) => target === dialog.current && pressedBeside.current && onClose(),
    // The message around it handles swipes.
    onTouchStart: (event: SyntheticEvent) => event.stopPropagation(),
  }
}
