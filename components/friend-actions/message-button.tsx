'use client'

import { navigateToConversation } from '@/components/conversation-data/paths'
import { useCreateConversation } from '@/components/conversation-data/use-create-conversation'
import { useStrings } from '@/components/strings/use-strings'
import { Button, IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import type { useAction } from '@/components/ui/use-action'
import type { Person } from '@/lib/accounts/schema'

interface Props {
  person: Person
  action: ReturnType<typeof useAction>
  /** Lists show the icon only. */
  variant?: 'icon' | 'labelled'
}

/** Button that opens the conversation with a friend. */
export function MessageButton({ person, action, variant = 'icon' }: Props) {
  const strings = useStrings()
  const openConversation = useCreateConversation()
  const label = strings.friends.messageTo(person.displayName)
  const open = () => action.run(async () => navigateToConversation(await openConversation(person.id)))
  if (variant === 'icon')
    return <IconButton data-row icon="messages" label={label} pending={action.pending} tone="accent" onClick={open} />
  return (
    <Button pending={action.pending} aria-label={label} onClick={open}>
      <Icon name="messages" className="size-5" />
      {strings.person.message}
    </Button>
  )
}
