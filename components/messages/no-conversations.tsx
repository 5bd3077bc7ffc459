import Link from 'next/link'
import { buttonLook } from '@/components/ui/button-looks'
import { EmptyState } from '@/components/ui/empty-state'
import { words } from '@/components/words'

export function NoConversations({ q }: { q: string }) {
  if (q !== '')
    return (
      <div role="status" className="flex flex-col">
        <EmptyState icon="search" title={words.messages.noneFound}>
          {words.messages.noneFoundWhy(q)}
        </EmptyState>
      </div>
    )
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
