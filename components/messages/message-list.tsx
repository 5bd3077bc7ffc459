'use client'

import { useState } from 'react'
import { dayName } from '@/components/format'
import { useMe } from '@/components/providers/use-me'
import { MoreRows } from '@/components/ui/more-rows'
import { useNow } from '@/components/ui/use-now'
import { words } from '@/components/words'
import type { Conversation } from '@/lib/messages/schema'
import { arrange, type Block } from './arrange'
import { Beginning } from './beginning'
import { createGroupKeys } from './group-keys'
import { MessageGroup } from './message-group'
import { moveAmongMessages } from './move-among-messages'
import { NewestButton } from './newest-button'
import { showNewest } from './paths'
import { useAnnouncedMessages } from './use-announced-messages'
import type { useMessages } from './use-messages'
import { useReading } from './use-reading'

interface Props {
  conversation: Conversation
  list: ReturnType<typeof useMessages>
  /** The seq of a message that was looked for. */
  at: number | undefined
}

/** The log of a conversation. It opens where reading stopped, or at a message, and never moves under the reader. */
export function MessageList({ conversation, list, at }: Props) {
  const { user } = useMe()
  const { pane, content, readUpTo, newBelow, isAtBottom, toBottom } = useReading(conversation, list, user.id, at)
  useAnnouncedMessages(list.messages, conversation)
  const [keepKeys] = useState(createGroupKeys)
  const { peer } = conversation
  return (
    <div className="relative flex min-h-0 grow flex-col">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys move among the messages in it. */}
      <div
        ref={pane}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the log is scrolled by keyboard.
        tabIndex={0}
        onKeyDown={moveAmongMessages}
        className="min-h-0 grow overflow-y-auto overscroll-contain [overflow-anchor:none]"
      >
        <div
          ref={content}
          role="log"
          aria-live="off" // What is new is announced by itself; older pages must stay silent.
          aria-label={words.messages.log(peer.displayName)}
          className="mx-auto flex min-h-full w-full max-w-thread flex-col justify-end px-4 pt-4 pb-2"
        >
          {list.hasOlder && (
            <MoreRows page={list.messages.length} label={words.messages.older} onReach={list.loadOlder} />
          )}
          {!list.hasOlder && <Beginning peer={peer} isEmpty={list.messages.length === 0} />}
          {keepKeys(arrange(list.messages, user.id, readUpTo)).map((block) => (
            <BlockView key={block.key} block={block} viewerId={user.id} peerName={peer.displayName} />
          ))}
          {list.hasNewer && (
            <MoreRows page={list.messages.length} label={words.messages.newer} onReach={list.loadNewer} />
          )}
        </div>
      </div>
      <NewestButton
        shown={!isAtBottom || list.hasNewer}
        count={newBelow}
        onPress={() => (list.hasNewer ? showNewest(conversation.id) : toBottom('glide'))}
      />
    </div>
  )
}

function BlockView({ block, viewerId, peerName }: { block: Block; viewerId: string; peerName: string }) {
  switch (block.kind) {
    case 'day':
      return <Day at={block.at} />
    case 'unread':
      return (
        <div data-unread className="flex items-center gap-3 py-3 font-medium text-accent-ink text-caption">
          <span className="h-px grow bg-accent-ink" />
          <h3>{words.messages.newFrom}</h3>
          <span className="h-px grow bg-accent-ink" />
        </div>
      )
    case 'group':
      return <MessageGroup messages={block.messages} isMine={block.senderId === viewerId} peerName={peerName} />
  }
}

function Day({ at }: { at: string }) {
  const name = dayName(new Date(at), useNow(), words.general)
  return <h3 className="py-3 text-center font-medium text-caption text-muted">{name}</h3>
}
