'use client'

import type { ReactNode } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { useConnection } from '@/components/sync/use-connection'
import { Icon } from '@/components/ui/icon'

/**
 * Shows the connection status while it is not live. It appears with a delay, so that short interruptions are not shown;
 * `otherwise` is shown when connected.
 */
export function ConnectionStatus({ unsentCount = 0, whenLive }: { unsentCount?: number; whenLive?: ReactNode }) {
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
      </span>
      {state === 'live' && <span className="truncate">{whenLive}</span>}
    </span>
  )
}
