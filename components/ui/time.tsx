'use client'

import { clockTime, exactTime, shortTime, timeAgo } from '@/components/strings/format'
import { useStrings } from '@/components/strings/use-strings'
import { useNow } from './use-now'

interface Props {
  at: string
  /** The time of day, also for other days: where a heading names the day. */
  clockOnly?: boolean
  /** How long ago, while that is less than an hour. */
  ago?: boolean
  className?: string
}

/** A moment in the reader's own words and zone, exact on hover. */
export function Time({ at, clockOnly = false, ago = false, className }: Props) {
  const strings = useStrings()
  const now = useNow()
  const moment = new Date(at)
  return (
    // The server knows neither the reader's zone nor their habits.
    <time dateTime={at} title={exactTime(moment)} className={className} suppressHydrationWarning>
      {clockOnly
        ? clockTime(moment)
        : ago
          ? timeAgo(moment, now, strings.general.ago)
          : shortTime(moment, now, strings.general.yesterday)}
    </time>
  )
}
