'use client'

import type { DisplayMessage } from '@/components/message-data/use-messages'
import type { Strings } from '@/components/strings/strings'
import { useStrings } from '@/components/strings/use-strings'
import { Icon, type IconName } from '@/components/ui/icon'

type State = keyof Strings['messages']['states']

const ICONS: Record<State, IconName> = {
  queued: 'clock',
  sending: 'sending',
  stored: 'sent',
  delivered: 'delivered',
  read: 'read',
  failed: 'alert',
}

interface Props {
  message: DisplayMessage
  /** Says the state to screen readers too. */
  named: boolean
}

/** Icon for the state of one of the viewer's messages: queued, sending, stored, delivered, read or failed. */
export function MessageState({ message, named }: Props) {
  const strings = useStrings()
  const { state } = message
  const name = strings.messages.states[state]
  return (
    <span className="inline-flex items-center" title={name}>
      <Icon name={ICONS[state]} className="size-4" />
      {named && <span className="sr-only">{name}</span>}
    </span>
  )
}
