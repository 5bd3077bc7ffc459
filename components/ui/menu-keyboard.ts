import type { KeyboardEvent } from 'react'

const STEPS: Record<string, (index: number, count: number) => number> = {
  ArrowDown: (index, count) => (index + 1) % count,
  ArrowUp: (index, count) => (index + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
}

const SIDEWAYS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 }

/** Moves the focus in a menu: up and down between items, left and right between choices. */
export function moveInMenu(event: KeyboardEvent<HTMLElement>) {
  const step = STEPS[event.key]
  const sideways = SIDEWAYS[event.key]
  if (!step && !sideways) return
  event.preventDefault()
  const row = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitemradio], [data-in-row]')]
  if (sideways) {
    const at = row.findIndex((choice) => choice.matches(':focus'))
    if (at >= 0) row[(at + sideways + row.length) % row.length]?.focus()
    return
  }
  const stops = focusableItems(event.currentTarget)
  const isInRow = row.some((choice) => choice.matches(':focus'))
  const at = isInRow ? 0 : stops.findIndex((stop) => stop.matches(':focus'))
  stops[step?.(at, stops.length) ?? 0]?.focus()
}

/** Returns the stops of up and down: a row of choices counts as one, by its selected or first choice. */
export function focusableItems(menu: HTMLElement): HTMLElement[] {
  const row =
    menu.querySelector<HTMLElement>('[aria-checked=true]') ?? menu.querySelector<HTMLElement>('[aria-checked]')
  return [...(row ? [row] : []), ...menu.querySelectorAll<HTMLElement>('[role=menuitem]:not([data-in-row])')]
}

/** Closes the menu when the button has moved. Scroll events arrive a frame late, so the position is compared. */
export function closeWhenMoved(button: HTMLElement, leave: () => void) {
  const { top, left } = button.getBoundingClientRect()
  return () => {
    const at = button.getBoundingClientRect()
    if (at.top !== top || at.left !== left) leave()
  }
}
