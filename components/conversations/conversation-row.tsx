'use client'

import type { ComponentProps } from 'react'
import { useDraft } from '@/components/composer/draft-storage'
import { conversationPath, navigateToConversation } from '@/components/conversation-data/paths'
import { useNewestUnsent } from '@/components/outbox/use-unsent'
import { useStrings } from '@/components/strings/use-strings'
import { useMe } from '@/components/sync/use-me'
import { usePresence } from '@/components/sync/use-presence'
import { useTyping } from '@/components/sync/use-typing'
import { plainPreview } from '@/components/text/detect-markdown'
import { Avatar } from '@/components/ui/avatar'
import { Badge } from '@/components/ui/badge'
import { Icon } from '@/components/ui/icon'
import { Time } from '@/components/ui/time'
import type { Conversation } from '@/lib/conversations/schema'

interface Props {
  conversation: Conversation
  current: boolean
  /** Position and size of the row in a virtualized list. */
  item?: ComponentProps<'li'>
}

/** A conversation in the list: peer, preview, time of the last message and number of unread ones. */
export function ConversationRow({ conversation, current, item }: Props) {
  const strings = useStrings()
  const { id, peer, lastMessage, unread } = conversation
  const { online } = usePresence(peer.id)
  const weight = unread > 0 ? 'font-semibold text-ink' : 'text-muted'
  return (
    <li {...item} className={`px-2 ${item ? 'absolute inset-x-0 top-0' : ''}`}>
      <a
        data-row="conversation"
        href={conversationPath(id)}
        aria-current={current ? 'page' : undefined}
        className={`flex items-center gap-3 rounded-control px-2 py-2.5 -outline-offset-2 transition-colors forced-colors:aria-[current=page]:outline-1 ${current ? 'bg-accent-soft' : 'hover:bg-hover'}`}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
          event.preventDefault()
          navigateToConversation(id)
        }}
      >
        <Avatar person={peer} size="large" online={online} />
        <span className="flex min-w-0 grow flex-col gap-0.5">
          <span className="flex items-baseline gap-2">
            <span className={`grow truncate ${unread > 0 ? 'font-semibold' : 'font-medium'}`}>
              <bdi>{peer.displayName}</bdi>
              {online && <span className="sr-only"> {strings.person.isOnline}</span>}
            </span>
            {lastMessage && <Time at={lastMessage.createdAt} className={`shrink-0 text-caption ${weight}`} />}
          </span>
          <span className="flex items-center gap-2">
            <Preview conversation={conversation} current={current} className={`grow truncate text-small ${weight}`} />
            <Badge count={unread} />
            {unread > 0 && <span className="sr-only">{strings.messages.unread(unread)}</span>}
          </span>
        </span>
      </a>
    </li>
  )
}

interface PreviewProps {
  conversation: Conversation
  current: boolean
  className: string
}

/** The typing notice, else the viewer's draft, else their newest unsent message, else the last message. */
function Preview({ conversation: { id, lastMessage }, current, className }: PreviewProps) {
  const strings = useStrings()
  const { user } = useMe()
  const [draft] = useDraft(user.id, id)
  const unsent = useNewestUnsent(id)
  const isTyping = useTyping(id)
  const text = strings.messages
  if (isTyping)
    return (
      <span className={className}>
        <span className="text-accent-ink">{text.writing}</span>
      </span>
    )
  if (!current && draft.trim() !== '')
    return (
      <span className={className}>
        <span className="text-accent-ink">{text.draft('')}</span>
        <bdi>{plainPreview(draft)}</bdi>
      </span>
    )
  if (unsent && unsent.clientId !== lastMessage?.clientId)
    return (
      <span className={`flex items-center gap-1 ${className}`}>
        <Icon name={unsent.state === 'failed' ? 'alert' : 'clock'} className="size-4" />
        <span className="sr-only">{text.states[unsent.state]}</span>
        <span className="truncate">
          {text.you('')}
          <bdi>{plainPreview(unsent.body)}</bdi>
        </span>
      </span>
    )
  if (!lastMessage) return <span className={className}>{text.noMessage}</span>
  const isMine = lastMessage.senderId === user.id
  return (
    <span className={className}>
      {isMine && text.you('')}
      {lastMessage.retracted ? <i>{text.retracted}</i> : <bdi>{plainPreview(lastMessage.body)}</bdi>}
    </span>
  )
}
