'use client'

import { type RefObject, useLayoutEffect, useState } from 'react'

/** Returns how many cells fit into a row; 0 before the element is laid out. */
export function useColumns(pane: RefObject<HTMLElement | null>): number {
  const [columns, setColumns] = useState(0)
  useLayoutEffect(() => {
    const shown = pane.current
    if (!shown) return
    const measure = () => setColumns(columnsOf(shown))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(shown)
    return () => observer.disconnect()
  }, [pane])
  return columns
}

function columnsOf(pane: HTMLElement): number {
  const { paddingInlineStart, paddingInlineEnd } = getComputedStyle(pane)
  const width = pane.clientWidth - Number.parseFloat(paddingInlineStart) - Number.parseFloat(paddingInlineEnd)
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const cell = matchMedia('(pointer: coarse)').matches ? 2.75 : 2.25
  return Math.max(0, Math.floor(width / (cell * rem)))
}
