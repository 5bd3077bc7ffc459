'use client'

import { words } from '@/components/strings/en'
import { useConnection } from '@/components/sync/use-connection'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

/** What stands where something did not load: why, and the way to try again unless it comes by itself. */
export function FailedState({ onRetry }: { onRetry(): void }) {
  const offline = useConnection().state === 'offline'
  return (
    <div role="alert" className="flex grow flex-col">
      <EmptyState
        icon={offline ? 'offline' : 'alert'}
        title={words.general.failed}
        action={
          !offline && (
            <Button variant="quiet" onClick={onRetry}>
              {words.general.retry}
            </Button>
          )
        }
      >
        {offline ? words.general.failedOffline : words.general.failedWhy}
      </EmptyState>
    </div>
  )
}
