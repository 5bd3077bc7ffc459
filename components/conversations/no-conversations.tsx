import Link from 'next/link'
import { words } from '@/components/strings/en'
import { buttonVariant } from '@/components/ui/button-variants'
import { EmptyState } from '@/components/ui/empty-state'

export function NoConversations() {
  return (
    <EmptyState
      icon="messages"
      title={words.messages.none}
      action={
        <Link href="/friends" className={buttonVariant('primary')}>
          {words.messages.pickFriend}
        </Link>
      }
    >
      {words.messages.noneWhy}
    </EmptyState>
  )
}
