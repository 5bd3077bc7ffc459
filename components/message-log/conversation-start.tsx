'use client'

import { useStrings } from '@/components/strings/use-strings'
import { Avatar } from '@/components/ui/avatar'
import type { Person } from '@/lib/accounts/schema'

/** The top of a conversation: picture and name of the peer. */
export function ConversationStart({ peer, isEmpty }: { peer: Person; isEmpty: boolean }) {
  const strings = useStrings()
  return (
    <div className={`flex flex-col items-center gap-1 px-4 py-8 text-center ${isEmpty ? 'my-auto' : ''}`}>
      <Avatar person={peer} size="huge" />
      <p className="mt-2 max-w-full wrap-anywhere font-semibold text-large">
        <bdi>{peer.displayName}</bdi>
      </p>
      <p className="text-muted text-small">@{peer.username}</p>
      {isEmpty && <p className="mt-2 text-muted">{strings.messages.sayHello}</p>}
    </div>
  )
}
