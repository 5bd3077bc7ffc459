'use client'

import { useEffect, useRef } from 'react'
import { Skeleton } from './skeleton'

/** Asks for the next page as its place comes into sight; `page` changes with every page that has come. */
export function MoreRows({ page, label, onReach }: { page: number; label: string; onReach(): void }) {
  const place = useRef<HTMLDivElement>(null)
  const reach = useRef(onReach)
  useEffect(() => {
    reach.current = onReach
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page may be too short to push this out of sight, so every page looks again.
  useEffect(() => {
    if (!place.current) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && reach.current(), {
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
