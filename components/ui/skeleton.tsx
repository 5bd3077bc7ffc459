/** Grey placeholder of a line or picture. */
export function Skeleton({ className }: { className: string }) {
  return <span className={`block animate-pulse bg-sunken ${className}`} />
}

const LINES = ['w-28', 'w-36', 'w-24', 'w-32', 'w-40', 'w-28', 'w-24', 'w-36'] as const

/** Placeholder rows of users. */
export function SkeletonRows({ label, count = 8 }: { label: string; count?: number }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col">
      {Array.from({ length: count }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows never change their order.
        <div key={row} className="flex items-center gap-3 px-4 py-3">
          <Skeleton className="size-12 shrink-0 rounded-full" />
          <div className="flex grow flex-col gap-2">
            <Skeleton className={`h-3 rounded-joint ${LINES[row % LINES.length]}`} />
            <Skeleton className="h-3 w-full max-w-bubble rounded-joint" />
          </div>
        </div>
      ))}
    </div>
  )
}
