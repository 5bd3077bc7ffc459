'use client'

import { useEffect, useRef } from 'react'
import { Skeleton } from './skeleton'

/** Requests the next page shortly before it becomes visible; `page` changes with every loaded page. */
export function LoadMore({ page, label, onReach }: { page: number | string; label: string; onReach(): void }) {
  const place = useRef<HTMLDivElement>(null)
  const reach = useRef(onReach)
  useEffect(() => {
    reach.current = onReach
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page may be too short to push this out of view, so every page observes again.
  useEffect(() => {
    if (!place.current) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && reach.current(), {
      root: scrollerOf(place.current), // rootMargin applies to the root only.
      rootMargin: '600px',
    })
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [page])
  return (
    <div ref={place} role="status" aria-label={label} className="flex items-center justify-center gap-3 p-4">
      <Skeleton className="h-3 w-40 rounded-joint" />
    </div>
  )
}

function scrollerOf({ parentElement }: Element): Element | null {
  if (!parentElement) return null
  const scrolls = parentElement.scrollHeight > parentElement.clientHeight
  if (scrolls && /auto|scroll/.test(getComputedStyle(parentElement).overflowY)) return parentElement
  return scrollerOf(parentElement)
}
