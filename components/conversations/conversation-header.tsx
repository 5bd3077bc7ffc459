'use client'

import { navigateToList } from '@/components/conversation-data/paths'
import { PersonMenu } from '@/components/friend-actions/person-menu'
import { useAnnouncedTyping } from '@/components/message-log/use-announced-typing'
import { useIsSlowed } from '@/components/outbox/use-unsent'
import { showPersonDetails } from '@/components/people/details-path'
import { PresenceText } from '@/components/people/presence-text'
import { ProfileLink } from '@/components/people/profile-link'
import { ConnectionStatus } from '@/components/screen/connection-status'
import { useStrings } from '@/components/strings/use-strings'
import { useTyping } from '@/components/sync/use-typing'
import { Avatar } from '@/components/ui/avatar'
import { IconButton } from '@/components/ui/button'
import { Menu } from '@/components/ui/menu'
import type { MenuItem } from '@/components/ui/menu-items'
import { Skeleton } from '@/components/ui/skeleton'
import type { Conversation } from '@/lib/conversations/schema'
import { usePeerPresence } from './use-peer-presence'
import { usePeerRelation } from './use-peer-relation'

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
          <IconButton icon="search" label={strings.search.open} onClick={onFind} className="ms-auto -me-2" />
          <PeerMenu conversation={conversation} onFind={onFind} />
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

function PeerMenu({ conversation: { peer, open }, onFind }: Pick<Props, 'onFind'> & { conversation: Conversation }) {
  const { frame } = useStrings()
  const relation = usePeerRelation(peer.id, open)
  const before: MenuItem[] = [
    { label: frame.showProfile, icon: 'person', run: () => showPersonDetails(peer.id) },
    { label: frame.findInConversation, icon: 'search', run: onFind },
  ]
  return (
    <div className="-me-2">
      {relation === 'blocked' ? (
        <Menu label={frame.details(peer.displayName)} items={before} />
      ) : (
        <PersonMenu person={peer} relation={relation} before={before} />
      )}
    </div>
  )
}

function Peer({ conversation: { id, peer, open }, unsentCount }: { conversation: Conversation; unsentCount: number }) {
  const strings = useStrings()
  const presence = usePeerPresence(peer.id, open)
  const isTyping = useTyping(id)
  const isSlowed = useIsSlowed(id)
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
          <ProfileLink person={peer} className="hover:underline">
            <bdi>{peer.displayName}</bdi>
          </ProfileLink>
        </h2>
        {/* On wide screens the list shows the connection state, so it is only shown here if messages are unsent. */}
        <div className={unsentCount === 0 ? 'md:hidden' : ''}>
          <ConnectionStatus unsentCount={unsentCount} isSlowed={isSlowed && unsentCount > 0} whenLive={line} />
        </div>
        {unsentCount === 0 && <p className="truncate text-caption text-muted max-md:hidden">{line}</p>}
      </div>
    </>
  )
}
