'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useOpenConversation } from '@/components/messages/use-open-conversation'
import { IconButton } from '@/components/ui/button'
import type { useAction } from '@/components/ui/use-action'
import { words } from '@/components/words'
import type { Person } from '@/lib/accounts/schema'

/** Opens the conversation with a friend. */
export function MessageButton({ person, action }: { person: Person; action: ReturnType<typeof useAction> }) {
  const openConversation = useOpenConversation()
  const router = useRouter()
  const open = async () => {
    const id = await openConversation(person.id)
    router.push(`/messages/${id}` as Route) // The id makes it a path that typed routes cannot know.
  }
  return (
    <IconButton
      data-row
      icon="messages"
      label={words.friends.messageTo(person.displayName)}
      pending={action.pending}
      tone="accent"
      onClick={() => action.run(open)}
    />
  )
}
