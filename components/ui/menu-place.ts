/** Edges in the viewport, as those of a DOMRect. */
export interface Box {
  top: number
  bottom: number
  left: number
  right: number
}

interface Size {
  width: number
  height: number
}

const GAP = 4
/** A menu with less room than for about three items covers what it belongs to instead. */
const MIN_HEIGHT = 160

/**
 * Returns where a menu is shown: below the box, above it when there is not enough space, and when there is on neither
 * side, on the larger, where its items scroll. It covers only a box that leaves no room on the screen, at its end.
 */
export function placeBeside(box: Box, menu: Size, view: Size, align: 'left' | 'right') {
  const wanted = align === 'left' ? box.left : box.right - menu.width
  const left = Math.max(GAP, Math.min(wanted, view.width - menu.width - GAP))
  const [above, below] = [box.top - 2 * GAP, view.height - box.bottom - 2 * GAP]
  const isBelow = menu.height <= below || (menu.height > above && below >= above)
  const room = isBelow ? below : above
  if (menu.height > room && room < MIN_HEIGHT) {
    const height = Math.min(menu.height, view.height - 2 * GAP)
    return { left, top: view.height - GAP - height, height }
  }
  const height = Math.min(menu.height, room)
  return { left, top: isBelow ? box.bottom + GAP : box.top - GAP - height, height }
}

/** Positions the menu beside the button, aligned with its end; or beside `lit`, aligned with its side of the screen. */
export function positionMenu(menu: HTMLElement, button: HTMLElement, lit: Box | undefined) {
  const { offsetWidth: width, offsetHeight: height } = menu // Its size without animations.
  const isRtl = getComputedStyle(button).direction === 'rtl'
  const align = lit ? (lit.left + lit.right > innerWidth ? 'right' : 'left') : isRtl ? 'left' : 'right'
  const box = lit ?? button.getBoundingClientRect()
  const place = placeBeside(box, { width, height }, { width: innerWidth, height: innerHeight }, align)
  menu.style.left = `${place.left}px`
  menu.style.top = `${place.top}px`
  if (place.height < height) menu.style.maxHeight = `${place.height}px`
}

/** Returns the part of an element that is not scrolled out of view. */
export function visibleBox(element: HTMLElement): Box {
  let { top, bottom, left, right }: Box = element.getBoundingClientRect()
  for (let around = element.parentElement; around; around = around.parentElement) {
    if (!/auto|scroll/.test(getComputedStyle(around).overflowY)) continue
    const edge = around.getBoundingClientRect()
    top = Math.max(top, edge.top)
    bottom = Math.max(top, Math.min(bottom, edge.bottom))
  }
  return { top, bottom, left, right }
}
