import { shortCount } from '@/components/strings/format'

const SIZES = { regular: 'h-5 min-w-5 px-1.5', small: 'h-4 min-w-4 px-1' } as const

/** Shows a count, nothing for 0. The text for screen readers is in its parent. */
export function Badge({ count, size = 'regular' }: { count: number; size?: keyof typeof SIZES }) {
  if (count < 1) return null
  return (
    <span
      aria-hidden="true"
      className={`inline-flex items-center justify-center rounded-full bg-accent outline outline-transparent font-semibold text-caption text-on-accent tabular-nums ${SIZES[size]}`}
    >
      {shortCount(count)}
    </span>
  )
}
