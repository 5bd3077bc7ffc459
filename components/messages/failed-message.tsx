'use client'

import type { DisplayMessage } from '@/components/message-data/use-messages'
import { useStrings } from '@/components/strings/use-strings'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { useConversationContext } from './conversation-context'

/** The line below a refused message: the reason, and buttons to retry or discard it. */
export function FailedMessage({ message }: { message: Extract<DisplayMessage, { state: 'failed' }> }) {
  const strings = useStrings()
  const { actions } = useConversationContext()
  const { fault } = message
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-1 text-danger text-small">
      <p role="alert" className="flex items-center gap-1">
        <Icon name="alert" className="size-4" />
        {fault ? `${strings.messages.states.failed}. ${fault}` : strings.messages.states.failed}
      </p>
      <Button variant="plain" onClick={() => actions.retry(message)}>
        {strings.messages.retry}
      </Button>
      <Button variant="plain" onClick={() => actions.discard(message)}>
        {strings.messages.discard}
      </Button>
    </div>
  )
}
