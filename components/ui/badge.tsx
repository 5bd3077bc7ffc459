import { shortCount } from '@/components/strings/format'

/** Shows a count, nothing for 0. The text for screen readers is in its parent. */
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
