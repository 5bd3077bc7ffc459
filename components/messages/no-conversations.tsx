import Link from 'next/link'
import { buttonLook } from '@/components/ui/button-looks'
import { EmptyState } from '@/components/ui/empty-state'
import { words } from '@/components/words'

export function NoConversations() {
  return (
    <EmptyState
      icon="messages"
      title={words.messages.none}
      action={
        <Link href="/friends" className={buttonLook('primary')}>
          {words.messages.pickFriend}
        </Link>
      }
    >
      {words.messages.noneWhy}
    </EmptyState>
  )
}
