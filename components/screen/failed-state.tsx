'use client'

import { useStrings } from '@/components/strings/use-strings'
import { useConnection } from '@/components/sync/use-connection'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

/** Shown when loading failed: the reason, and a retry button unless it retries by itself. */
export function FailedState({ onRetry }: { onRetry(): void }) {
  const strings = useStrings()
  const offline = useConnection().state === 'offline'
  return (
    <div role="alert" className="flex grow flex-col">
      <EmptyState
        icon={offline ? 'offline' : 'alert'}
        title={strings.general.failed}
        action={
          !offline && (
            <Button variant="quiet" onClick={onRetry}>
              {strings.general.retry}
            </Button>
          )
        }
      >
        {offline ? strings.general.failedOffline : strings.general.failedWhy}
      </EmptyState>
    </div>
  )
}
