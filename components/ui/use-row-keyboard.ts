'use client'

import { type FocusEvent, type KeyboardEvent, useLayoutEffect, useRef } from 'react'
import { ROW_STEPS } from './row-keyboard'

/**
 * Returns props for a list: arrow keys, Home and End move the focus between its `data-row` elements, and the focus
 * stays in the list when the focused row is removed. `count` is the number of rows.
 */
export function useRowKeyboard<List extends HTMLElement = HTMLUListElement>(count: number) {
  const list = useRef<List>(null)
  const place = useRef(-1)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a row is removed only when the count changes.
  useLayoutEffect(() => {
    const rows = rowsOf(list.current)
    if (place.current >= 0 && document.activeElement === document.body)
      rows[Math.min(place.current, rows.length - 1)]?.focus()
  }, [count])
  return {
    ref: list,
    onFocus({ currentTarget, target }: FocusEvent<List>) {
      const item = target.closest('li')
      place.current = rowsOf(currentTarget).findIndex((row) => item?.contains(row))
    },
    onBlur({ target }: FocusEvent<List>) {
      if (target.isConnected) place.current = -1
    },
    onKeyDown(event: KeyboardEvent<List>) {
      const step = ROW_STEPS[event.key]
      if (!step || event.altKey || event.ctrlKey || event.metaKey || isOutsideRows(event.target)) return
      const rows = rowsOf(event.currentTarget)
      event.preventDefault()
      rows[step(place.current, rows.length)]?.focus()
    },
  }
}

/** Whether the event comes from a dialog inside the list, or from a field between rows, which handle their own keys. */
const isOutsideRows = (target: EventTarget) =>
  target instanceof Element && target.closest('dialog, select, input, textarea') !== null

const rowsOf = (list: HTMLElement | null) => [...(list?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
