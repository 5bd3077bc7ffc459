'use client'

import { type FocusEvent, type KeyboardEvent, useLayoutEffect, useRef } from 'react'
import { ROW_STEPS } from './row-keyboard'

/**
 * Lets arrows, Home and End move among a list's `data-row` elements, and keeps the keyboard's place when the row that
 * had it goes away. For the list's own element; `count` is how many rows there are.
 */
export function useRowKeyboard(count: number) {
  const list = useRef<HTMLUListElement>(null)
  const place = useRef(-1)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a row can only go when the count changes.
  useLayoutEffect(() => {
    const rows = rowsOf(list.current)
    if (place.current >= 0 && document.activeElement === document.body)
      rows[Math.min(place.current, rows.length - 1)]?.focus()
  }, [count])
  return {
    ref: list,
    onFocus({ currentTarget, target }: FocusEvent<HTMLUListElement>) {
      const item = target.closest('li')
      place.current = rowsOf(currentTarget).findIndex((row) => item?.contains(row))
    },
    onBlur({ target }: FocusEvent<HTMLUListElement>) {
      if (target.isConnected) place.current = -1
    },
    onKeyDown(event: KeyboardEvent<HTMLUListElement>) {
      const step = ROW_STEPS[event.key]
      if (!step || event.altKey || event.ctrlKey || event.metaKey || isInDialog(event.target)) return
      const rows = rowsOf(event.currentTarget)
      event.preventDefault()
      rows[step(place.current, rows.length)]?.focus()
    },
  }
}

/** A dialog that a row has opened stands inside the list, and its keys are its own. */
const isInDialog = (target: EventTarget) => target instanceof Element && target.closest('dialog') !== null

const rowsOf = (list: HTMLElement | null) => [...(list?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
