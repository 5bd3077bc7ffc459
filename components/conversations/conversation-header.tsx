'use client'

import Link from 'next/link'
import { navigateToList } from '@/components/conversation-data/paths'
import { useAnnouncedTyping } from '@/components/messages/use-announced-typing'
import { profilePath } from '@/components/people/paths'
import { PresenceText } from '@/components/people/presence-text'
import { ConnectionStatus } from '@/components/screen/connection-status'
import { useStrings } from '@/components/strings/use-strings'
import { useTyping } from '@/components/sync/use-typing'
import { Avatar } from '@/components/ui/avatar'
import { IconButton } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import type { Conversation } from '@/lib/conversations/schema'
import { usePeerPresence } from './use-peer-presence'

interface Props {
  conversation: Conversation | undefined
  /** Number of messages that are not stored yet. */
  unsentCount: number
  /** Opens the search in this conversation. */
  onFind(): void
}

/** The peer's name; below it their presence, or the connection state while it is not live. */
export function ConversationHeader({ conversation, unsentCount, onFind }: Props) {
  const strings = useStrings()
  return (
    <header className="flex h-bar shrink-0 items-center gap-3 border-line border-b px-4">
      <IconButton
        icon="back"
        label={strings.messages.back}
        onClick={navigateToList}
        className="-ms-3 -me-2 md:hidden"
      />
      {conversation ? (
        <>
          <Peer conversation={conversation} unsentCount={unsentCount} />
          <IconButton icon="search" label={strings.search.open} onClick={onFind} className="-me-2 ms-auto" />
        </>
      ) : (
        <>
          <Skeleton className="size-9 rounded-full" />
          <div className="flex flex-col gap-1">
            <Skeleton className="h-3 w-32 rounded-joint" />
            <ConnectionStatus />
          </div>
        </>
      )}
    </header>
  )
}

function Peer({ conversation: { id, peer, open }, unsentCount }: { conversation: Conversation; unsentCount: number }) {
  const strings = useStrings()
  const presence = usePeerPresence(peer.id, open)
  const isTyping = useTyping(id)
  useAnnouncedTyping(isTyping, peer.displayName)
  const line = isTyping ? (
    <span className="text-accent-ink">{strings.messages.writing}</span>
  ) : (
    <PresenceText presence={presence} username={peer.username} />
  )
  return (
    <>
      <Avatar person={peer} size="small" online={presence?.online ?? false} />
      <div className="flex min-w-0 flex-col">
        <h2 className="truncate font-semibold" title={peer.displayName}>
          <Link href={profilePath(peer.username)} prefetch={false} className="hover:underline">
            <bdi>{peer.displayName}</bdi>
          </Link>
        </h2>
        {/* On wide screens the list shows the connection state, so it is only shown here if messages are unsent. */}
        <div className={unsentCount === 0 ? 'md:hidden' : ''}>
          <ConnectionStatus unsentCount={unsentCount} whenLive={line} />
        </div>
        {unsentCount === 0 && <p className="truncate text-caption text-muted max-md:hidden">{line}</p>}
      </div>
    </>
  )
}
