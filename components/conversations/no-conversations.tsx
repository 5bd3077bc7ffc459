'use client'

import Link from 'next/link'
import { useStrings } from '@/components/strings/use-strings'
import { buttonVariant } from '@/components/ui/button-variants'
import { EmptyState } from '@/components/ui/empty-state'

export function NoConversations() {
  const strings = useStrings()
  return (
    <EmptyState
      icon="messages"
      title={strings.messages.none}
      action={
        <Link href="/friends" className={buttonVariant('primary')}>
          {strings.messages.pickFriend}
        </Link>
      }
    >
      {strings.messages.noneWhy}
    </EmptyState>
  )
}
