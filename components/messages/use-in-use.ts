import { type SyntheticEvent, useState } from 'react'

/**
 * Returns whether an element is in use, and handlers for it that watch this: while the pointer or the focus is in it,
 * and as long as it contains an open menu or dialog.
 */
export function useInUse() {
  const [isInUse, setInUse] = useState(false)
  const begin = () => setInUse(true)
  const endUnlessUsed = ({ currentTarget }: SyntheticEvent<HTMLElement>) => {
    const check = () => setInUse(isUsed(currentTarget))
    setTimeout(check) // The next element gets the focus after this event.
  }
  return {
    isInUse,
    watchUse: { onPointerEnter: begin, onFocus: begin, onPointerLeave: endUnlessUsed, onBlur: endUnlessUsed },
  }
}

const isUsed = (element: HTMLElement) =>
  element.matches(':hover') ||
  element.contains(document.activeElement) ||
  element.querySelector('[popover], dialog') !== null
