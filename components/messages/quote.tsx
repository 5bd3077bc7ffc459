'use client'

import { navigateToMessage } from '@/components/conversation-data/paths'
import { useQuotedMessage } from '@/components/message-data/use-quoted'
import { useStrings } from '@/components/strings/use-strings'
import { plainPreview } from '@/components/text/detect-markdown'
import type { Message } from '@/lib/messages/schema'
import { useConversationContext } from './conversation-context'

const QUOTE_CLASS =
  'flex max-w-full min-w-0 flex-col rounded-control border-accent-ink border-s-2 bg-sunken px-2 py-1 text-start text-small'

/** The quoted message above a reply; pressing it shows that message. */
export function Quote({ seq }: { seq: number }) {
  const { conversation, messageAt, jumpTo } = useConversationContext()
  const loaded = messageAt(seq)
  const quoted = useQuotedMessage(conversation.id, seq, loaded)
  const content = <QuoteLines quoted={quoted} />
  if (!quoted) return <div className={QUOTE_CLASS}>{content}</div>
  return (
    <button
      type="button"
      className={`${QUOTE_CLASS} transition-colors hover:bg-line`}
      onClick={() => (loaded ? jumpTo(seq) : navigateToMessage(conversation.id, seq))}
    >
      {content}
    </button>
  )
}

function QuoteLines({ quoted }: { quoted: Message | null | undefined }) {
  const strings = useStrings()
  const { conversation, viewerId } = useConversationContext()
  const { quotedFrom, quotedFromSelf, unavailable } = strings.messages
  if (!quoted) return <span className="truncate text-muted italic">{quoted === null ? unavailable : '…'}</span>
  return (
    <>
      <span className="truncate font-medium text-accent-ink">
        {quoted.senderId === viewerId ? quotedFromSelf : quotedFrom(conversation.peer.displayName)}
      </span>
      <bdi className="truncate text-muted">{plainPreview(quoted.body)}</bdi>
    </>
  )
}
