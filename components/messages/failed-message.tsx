'use client'

import { words } from '@/components/strings/en'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { useConversationContext } from './conversation-context'
import type { DisplayMessage } from './use-messages'

/** Under a message that was refused: why, and what can be done about it. */
export function FailedMessage({ message }: { message: DisplayMessage }) {
  const { actions } = useConversationContext()
  const { fault } = message
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-1 text-danger text-small">
      <p role="alert" className="flex items-center gap-1">
        <Icon name="alert" className="size-4" />
        {fault ? `${words.messages.states.failed}. ${fault}` : words.messages.states.failed}
      </p>
      <Button variant="plain" onClick={() => actions.retry(message)}>
        {words.messages.retry}
      </Button>
      <Button variant="plain" onClick={() => actions.discard(message)}>
        {words.messages.discard}
      </Button>
    </div>
  )
}
