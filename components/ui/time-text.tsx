'use client'

import { useReader } from '@/components/strings/use-time-format'

interface Props {
  at: string
  /** Made by the formats of `useTimeFormat`, as `children` is. */
  title?: string
  className?: string
  children: string
}

/**
 * A formatted time. It is invisible until the time zone of the device is known, so that no wrong time is shown. Intl of
 * the server and of the browser may differ in a comma, so after hydration the browser writes the text anew.
 */
export function TimeText({ at, title, className = '', children }: Props) {
  const { timeZone, isHydrated } = useReader()
  return (
    <time
      key={isHydrated ? 'browser' : 'server'}
      dateTime={at}
      title={title}
      className={timeZone === undefined ? `invisible ${className}` : className}
      suppressHydrationWarning
    >
      {children}
    </time>
  )
}
