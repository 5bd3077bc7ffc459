'use client'

import { navigateToMessage } from '@/components/conversation-data/paths'
import { useQuotedMessage } from '@/components/message-data/use-quoted'
import { useStrings } from '@/components/strings/use-strings'
import { plainPreview } from '@/components/text/detect-markdown'
import { useTabIndex } from '@/components/ui/tab-stops'
import type { Message } from '@/lib/messages/schema'
import { useConversationContext, useLoadedMessage } from './conversation-context'

/** The colours follow the bubble around it. */
const QUOTE_CLASS =
  'mb-1 flex w-full min-w-0 flex-col rounded-joint border-current border-s-2 bg-current/8 px-2 py-1 text-start text-small'

/** The quoted message in the bubble of a reply; pressing it shows that message. */
export function Quote({ seq }: { seq: number }) {
  const { conversation, jumpTo } = useConversationContext()
  const loaded = useLoadedMessage(seq)
  const quoted = useQuotedMessage(conversation.id, seq, loaded)
  const tabIndex = useTabIndex()
  const content = <QuoteLines quoted={quoted} />
  if (!quoted)
    return (
      <div dir="auto" className={QUOTE_CLASS}>
        {content}
      </div>
    )
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      dir="auto" // Its text does not decide the direction of the message.
      className={`${QUOTE_CLASS} transition-colors hover:bg-current/4`} // More tint would leave too little contrast.
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
  if (!quoted) return <span className="truncate italic">{quoted === null ? unavailable : '…'}</span>
  return (
    <>
      <span className="truncate font-semibold">
        {quoted.senderId === viewerId ? quotedFromSelf : quotedFrom(conversation.peer.displayName)}
      </span>
      <bdi className="truncate">{plainPreview(quoted.body)}</bdi>
    </>
  )
}
