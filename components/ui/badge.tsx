import { shortCount } from '@/components/strings/format'

/** How many wait; nothing when none do. The words are said by whatever carries it. */
export function Badge({ count }: { count: number }) {
  if (count < 1) return null
  return (
    <span
      aria-hidden="true"
      className="inline-flex h-5 min-w-5 items-center justify-center rounded-full bg-accent px-1.5 outline outline-transparent font-semibold text-caption text-on-accent tabular-nums"
    >
      {shortCount(count)}
    </span>
  )
}
