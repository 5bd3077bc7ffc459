'use client'

import { clockTime, exactTime, shortTime, timeAgo } from '@/components/strings/format'
import { useStrings } from '@/components/strings/use-strings'
import { useNow } from './use-now'

interface Props {
  at: string
  /** Shows the time of day only, for use below a heading with the day. */
  clockOnly?: boolean
  /** Shows how long ago it was, within an hour. */
  ago?: boolean
  className?: string
}

/** A time in the reader's locale and time zone, exact on hover. */
export function Time({ at, clockOnly = false, ago = false, className }: Props) {
  const strings = useStrings()
  const now = useNow()
  const moment = new Date(at)
  return (
    // The server does not know the reader's time zone and locale.
    <time dateTime={at} title={exactTime(moment)} className={className} suppressHydrationWarning>
      {clockOnly
        ? clockTime(moment)
        : ago
          ? timeAgo(moment, now, strings.general.ago)
          : shortTime(moment, now, strings.general.yesterday)}
    </time>
  )
}
