'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useOpenConversation } from '@/components/messages/use-open-conversation'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
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
    <Button
      data-row
      look="quiet"
      pending={action.pending}
      aria-label={words.friends.messageTo(person.displayName)}
      onClick={() => action.run(open)}
    >
      <Icon name="messages" className="size-5" />
      <span>{words.friends.message}</span>
    </Button>
  )
}
