'use client'

import type { ReactNode } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { useConnection } from '@/components/sync/use-connection'
import { Icon } from '@/components/ui/icon'

interface Props {
  /** Number of messages that wait to be sent. */
  unsentCount?: number
  /** They wait because the server limits the sends. */
  isSlowed?: boolean
  /** Shown when connected. */
  whenLive?: ReactNode
}

/**
 * Shows the connection status while it is not live. It appears with a delay, so that short interruptions are not shown.
 */
export function ConnectionStatus({ unsentCount = 0, isSlowed = false, whenLive }: Props) {
  const strings = useStrings()
  const { state } = useConnection()
  return (
    <span className="flex min-w-0 text-caption text-muted">
      <span role="status" className="flex min-w-0">
        {state !== 'live' && (
          <span key={state} className="flex min-w-0 animate-late items-center gap-1">
            <Icon name={state === 'offline' ? 'offline' : 'sending'} className="size-4" />
            <span className="truncate">
              {state === 'offline' && unsentCount > 0 ? strings.live.waiting(unsentCount) : strings.live[state]}
            </span>
          </span>
        )}
        {state === 'live' && isSlowed && <span className="sr-only">{strings.live.slowed}</span>}
      </span>
      {state === 'live' && isSlowed && (
        <span aria-hidden="true" className="flex min-w-0 items-center gap-1">
          <Icon name="clock" className="size-4" />
          <span className="truncate">{strings.live.slowedWaiting(unsentCount)}</span>
        </span>
      )}
      {state === 'live' && !isSlowed && <span className="truncate">{whenLive}</span>}
    </span>
  )
}
