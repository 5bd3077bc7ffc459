'use client'

import { useStrings } from '@/components/strings/use-strings'
import { useTimeFormat } from '@/components/strings/use-time-format'
import { TimeText } from './time-text'
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
export function Time({ at, clockOnly = false, ago = false, className = '' }: Props) {
  const strings = useStrings()
  const now = useNow()
  const { clockTime, exactTime, shortTime, timeAgo } = useTimeFormat()
  const moment = new Date(at)
  return (
    <TimeText at={at} title={exactTime(moment)} className={className}>
      {clockOnly
        ? clockTime(moment)
        : ago
          ? timeAgo(moment, now, strings.general.ago)
          : shortTime(moment, now, strings.general.yesterday)}
    </TimeText>
  )
}
