'use client'

import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type FocusEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { ROW_STEPS } from './row-keyboard'
import { scrollShift } from './scroll-shift'

const OVERSCAN = 6
/** Until the browser has measured its own pane. */
const TALL_PANE = { width: 400, height: 900 }

interface Options {
  /** Ids of the rows in order. */
  ids: readonly string[]
  /** The scroll container; null on the server, which renders the rows of a tall screen. */
  pane: HTMLElement | null
  /** Estimated height of a row in pixels. */
  height: number
  /** Scroll offset at which the list was left. */
  offset: number
}

/**
 * Virtualizes a long list: renders the visible rows and the focused one. Arrow keys, Home and End move among all rows.
 * Visible rows keep their place when rows above them change.
 */
export function useVirtualRows({ ids, pane, height, offset }: Options) {
  'use no memo' // The virtualizer is a mutable object.
  const list = useRef<HTMLUListElement>(null)
  const [focused, setFocused] = useState<string>()
  const place = focused === undefined ? -1 : ids.indexOf(focused)
  const virtualizer = useVirtualizer({
    count: ids.length,
    getScrollElement: () => pane,
    estimateSize: () => height,
    getItemKey: (index) => ids[index] ?? index,
    initialOffset: offset,
    initialRect: TALL_PANE,
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
    flushSync(() => setFocused(id)) // Only a rendered row can have the focus.
    list.current?.querySelector<HTMLElement>(`[data-index="${index}"] [data-row]`)?.focus({ preventScroll: true })
    virtualizer.scrollToIndex(index, { align: 'auto' })
  }
  const rows = virtualizer.getVirtualItems().map(({ index, start, key }) => ({
    key,
    index,
    /** Props of the `li` of a row. */
    props: {
      ref: virtualizer.measureElement,
      'data-index': index,
      style: { transform: `translateY(${start}px)` },
    },
  }))
  return {
    rows,
    /** Props of the list element. */
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

/** Keeps visible rows in place while rows above them are added, removed or moved. */
function useSteadyRows(ids: readonly string[], pane: HTMLElement | null, height: number) {
  const before = useRef(ids)
  useLayoutEffect(() => {
    if (pane && pane.scrollTop > 0) {
      const first = Math.floor(pane.scrollTop / height)
      const seen = before.current.slice(first, first + Math.ceil(pane.clientHeight / height))
      const shift = scrollShift(seen, first, ids)
      if (shift !== 0) pane.scrollTop += shift * height
    }
    before.current = ids
  })
}
