'use client'

import { useStrings } from '@/components/strings/use-strings'
import { Skeleton } from '@/components/ui/skeleton'

const SHAPES = [
  'w-1/2 self-start',
  'w-2/5 self-start',
  'w-1/3 self-end',
  'w-3/5 self-start',
  'w-1/2 self-end',
  'w-2/5 self-end',
] as const

/** Placeholder while messages load. */
export function SkeletonMessages() {
  const strings = useStrings()
  return (
    <div
      role="status"
      aria-label={strings.messages.logLoading}
      className="mx-auto flex min-h-0 w-full max-w-thread grow flex-col justify-end gap-3 overflow-hidden p-4"
    >
      {SHAPES.map((shape) => (
        <Skeleton key={shape} className={`h-10 shrink-0 rounded-bubble ${shape}`} />
      ))}
    </div>
  )
}
