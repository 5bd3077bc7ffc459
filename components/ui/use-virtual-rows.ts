'use client'

import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type FocusEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { ROW_STEPS } from './row-keyboard'
import { scrollShift } from './scroll-shift'

const OVERSCAN = 6

interface Options {
  /** The rows' names, in their order. */
  ids: readonly string[]
  /** What scrolls. */
  pane: HTMLElement
  /** The height of a row before it is measured, in pixels. */
  height: number
  /** Where the list was left, to go on there. */
  offset: number
}

/**
 * The rows in sight out of many, and the one with the focus wherever it is. Arrows, Home and End move among all of them.
 * What is in sight stays where it is when rows change places above it.
 */
export function useVirtualRows({ ids, pane, height, offset }: Options) {
  'use no memo' // The virtualizer is one object that changes within.
  const list = useRef<HTMLUListElement>(null)
  const [focused, setFocused] = useState<string>()
  const place = focused === undefined ? -1 : ids.indexOf(focused)
  const virtualizer = useVirtualizer({
    count: ids.length,
    getScrollElement: () => pane,
    estimateSize: () => height,
    getItemKey: (index) => ids[index] ?? index,
    initialOffset: offset,
    overscan: OVERSCAN,
    rangeExtractor(range) {
      const seen = defaultRangeExtractor(range)
      return place < 0 || seen.includes(place) ? seen : [...seen, place].sort((a, b) => a - b)
    },
  })
  useSteadyRows(ids, pane, ids.length > 0 ? virtualizer.getTotalSize() / ids.length : height)

  const focusRow = (index: number) => {
    const id = ids[index]
    if (id === undefined) return
    flushSync(() => setFocused(id)) // Only a row that is there can have the focus.
    list.current?.querySelector<HTMLElement>(`[data-index="${index}"] [data-row]`)?.focus({ preventScroll: true })
    virtualizer.scrollToIndex(index, { align: 'auto' })
  }
  const rows = virtualizer.getVirtualItems().map(({ index, start, key }) => ({
    key,
    index,
    /** For the row's `li`. */
    props: {
      ref: virtualizer.measureElement,
      'data-index': index,
      style: { transform: `translateY(${start}px)` },
    },
  }))
  return {
    rows,
    /** For the list's own element. */
    list: {
      ref: list,
      style: { height: virtualizer.getTotalSize() },
      onFocus({ target }: FocusEvent) {
        const index = target.closest<HTMLElement>('[data-index]')?.dataset.index
        if (index !== undefined) setFocused(ids[Number(index)])
      },
      onBlur({ target, relatedTarget }: FocusEvent) {
        const goesElsewhere = relatedTarget instanceof Node && !list.current?.contains(relatedTarget)
        if (target.isConnected && goesElsewhere) setFocused(undefined)
      },
      onKeyDown(event: KeyboardEvent) {
        const step = ROW_STEPS[event.key]
        if (!step || event.altKey || event.ctrlKey || event.metaKey) return
        event.preventDefault()
        focusRow(step(place, ids.length))
      },
    },
  }
}

/** Keeps what is in sight where it is while rows come, go and change places above it. */
function useSteadyRows(ids: readonly string[], pane: HTMLElement, height: number) {
  const before = useRef(ids)
  useLayoutEffect(() => {
    if (pane.scrollTop > 0) {
      const first = Math.floor(pane.scrollTop / height)
      const seen = before.current.slice(first, first + Math.ceil(pane.clientHeight / height))
      const shift = scrollShift(seen, first, ids)
      if (shift !== 0) pane.scrollTop += shift * height
    }
    before.current = ids
  })
}
