'use client'

import { useState } from 'react'
import type { useMessages } from '@/components/message-data/use-messages'
import { MessageGroup } from '@/components/messages/message-group'
import { handleMessageKeys } from '@/components/messages/message-keyboard'
import { useStrings } from '@/components/strings/use-strings'
import { useTimeFormat } from '@/components/strings/use-time-format'
import { useMe } from '@/components/sync/use-me'
import { LoadMore } from '@/components/ui/load-more'
import { TimeText } from '@/components/ui/time-text'
import { useNow } from '@/components/ui/use-now'
import type { Conversation } from '@/lib/conversations/schema'
import { ConversationStart } from './conversation-start'
import { groupMessages, type TimelineItem } from './group-messages'
import { NewestButton } from './newest-button'
import { createStableGroupKeys } from './stable-group-keys'
import { useAnnouncedMessages } from './use-announced-messages'
import { useKeepFocus } from './use-keep-focus'
import { useReadPosition } from './use-read-position'

interface Props {
  conversation: Conversation
  list: ReturnType<typeof useMessages>
  /** Seq of the message to open at; undefined for the newest. */
  at: number | undefined
}

/** The messages of a conversation. It opens at the first unread message or at `at`, and keeps its scroll position. */
export function MessageList({ conversation, list, at }: Props) {
  const strings = useStrings()
  const { user } = useMe()
  const { pane, content, openAt, unreadAbove, newBelow, isAtBottom, toNewest } = useReadPosition(
    conversation,
    list,
    user.id,
    at,
  )
  useAnnouncedMessages(list.newest, conversation)
  const keepFocus = useKeepFocus(pane)
  const { daysBetween } = useTimeFormat()
  const [withStableKeys] = useState(createStableGroupKeys)
  const { peer } = conversation
  const page = `${list.place} ${list.updatedAt}`
  return (
    <div className="relative flex min-h-0 grow flex-col">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys move the focus between the messages in it. */}
      <div
        ref={pane}
        data-open-at={openAt}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the log is scrolled by keyboard.
        tabIndex={0}
        onKeyDown={handleMessageKeys}
        {...keepFocus}
        className="min-h-0 grow overflow-y-auto overscroll-contain [overflow-anchor:none]"
      >
        <div
          ref={content}
          role="log"
          aria-live="off" // New messages are announced separately; older pages must not be.
          aria-label={strings.messages.log(peer.displayName)}
          className="mx-auto flex min-h-full w-full max-w-thread flex-col justify-end px-4 pt-4 pb-2"
        >
          {list.hasOlder && <LoadMore page={page} label={strings.messages.older} onReach={list.loadOlder} />}
          {!list.hasOlder && <ConversationStart peer={peer} isEmpty={list.messages.length === 0} />}
          {withStableKeys(groupMessages(list.messages, user.id, unreadAbove, daysBetween)).map((item) => (
            <TimelineItemView key={item.key} item={item} viewerId={user.id} peerName={peer.displayName} />
          ))}
          {list.hasNewer && <LoadMore page={page} label={strings.messages.newer} onReach={list.loadNewer} />}
        </div>
      </div>
      <NewestButton shown={!isAtBottom || list.hasNewer} count={newBelow} onPress={toNewest} />
    </div>
  )
}

interface TimelineItemProps {
  item: TimelineItem
  viewerId: string
  peerName: string
}

function TimelineItemView({ item, viewerId, peerName }: TimelineItemProps) {
  const strings = useStrings()
  switch (item.kind) {
    case 'day':
      return <Day at={item.at} />
    case 'unread':
      return (
        <div data-unread className="flex items-center gap-3 py-3 font-medium text-accent-ink text-caption">
          <span className="h-px grow bg-accent-ink" />
          <h3>{strings.messages.newFrom}</h3>
          <span className="h-px grow bg-accent-ink" />
        </div>
      )
    case 'group':
      return <MessageGroup messages={item.messages} isMine={item.senderId === viewerId} peerName={peerName} />
  }
}

function Day({ at }: { at: string }) {
  const strings = useStrings()
  const { dayName } = useTimeFormat()
  return (
    <h3 className="py-3 text-center font-medium text-caption text-muted">
      <TimeText at={at}>{dayName(new Date(at), useNow(), strings.general)}</TimeText>
    </h3>
  )
}
