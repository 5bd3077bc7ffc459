'use client'

import type { Ref } from 'react'
import { visibleBox } from './menu-place'

/**
 * A veil over the screen with a hole, under a menu. The hole is an element in it whose shadow is the veil: so it has
 * round corners in every browser, and nothing has to be raised above the veil. It takes the taps beside the menu, which
 * only close the menu; the lit element is covered for taps, too.
 */
export const MenuVeil = ({ ref }: { ref: Ref<HTMLDivElement> }) => (
  <div
    ref={ref}
    popover="manual"
    aria-hidden="true"
    className="fixed inset-0 m-0 hidden size-full max-h-none max-w-none overflow-hidden border-0 bg-transparent p-0 pointer-coarse:block"
  >
    <div className="fixed animate-veil shadow-veil" />
  </div>
)

/** Shows the veil, with the hole where the element is. */
export function showVeil(veil: HTMLElement, lit: HTMLElement) {
  const hole = veil.firstElementChild
  const { top, bottom, left, right } = visibleBox(lit)
  if (hole instanceof HTMLElement) {
    Object.assign(hole.style, {
      top: `${top}px`,
      left: `${left}px`,
      width: `${right - left}px`,
      height: `${bottom - top}px`,
      borderRadius: getComputedStyle(lit).borderRadius,
    })
  }
  if ('showPopover' in HTMLElement.prototype) veil.showPopover()
}
