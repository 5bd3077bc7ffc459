'use client'

import { useLive } from '@/components/providers/use-live'
import { words } from '@/components/words'
import { Button } from './button'
import { EmptyState } from './empty-state'

/** What stands where something did not load: why, and the way to try again unless it comes by itself. */
export function FailedState({ onRetry }: { onRetry(): void }) {
  const offline = useLive().state === 'offline'
  return (
    <div role="alert" className="flex grow flex-col">
      <EmptyState
        icon={offline ? 'offline' : 'alert'}
        title={words.general.failed}
        action={
          !offline && (
            <Button look="quiet" onClick={onRetry}>
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
