'use client'

import type { ReactNode } from 'react'
import { useMarkedQuery } from '@/components/conversation-data/marked-words'
import type { DisplayMessage } from '@/components/message-data/use-messages'
import { useStrings } from '@/components/strings/use-strings'
import { isEmojiOnly } from '@/components/text/emoji-only'
import { MessageBody } from '@/components/text/message-body'
import { useConversationContext } from './conversation-context'
import { MessageFoot } from './message-foot'
import { messageGestures } from './message-gestures'
import { MessageTabStops } from './message-tab-stops'
import { MessageToolbar } from './message-toolbar'
import { Quote } from './quote'
import { Reactions } from './reactions'
import { useInUse } from './use-in-use'

/** Classes for smaller corners where bubbles of a group meet. */
const JOINTS = {
  mine: { first: '', middle: 'rounded-se-joint', last: 'rounded-se-joint' },
  theirs: { first: '', middle: 'rounded-ss-joint', last: 'rounded-ss-joint' },
} as const

const SHAPE = 'max-w-full whitespace-pre-wrap rounded-bubble border text-start wrap-anywhere pointer-coarse:select-none'
/** Classes of the toolbar, beside the bubble towards the middle of the screen. */
const TOOLBAR =
  'absolute top-0 flex opacity-0 group-hover:opacity-100 group-focus-within:opacity-100 has-aria-expanded:opacity-100 pointer-coarse:pointer-events-none pointer-coarse:opacity-0!'

interface Props {
  message: DisplayMessage
  isMine: boolean
  joint: 'first' | 'middle' | 'last'
  /** The message ends its group. */
  isLast: boolean
  /** Id of the element with the author's name. */
  authorId: string
  children?: ReactNode
}

export function MessageBubble({ message, isMine, joint, isLast, authorId, children }: Props) {
  const strings = useStrings()
  const { clientId, seq, body, replyTo, retracted, reactions } = message
  const bodyId = `body-${clientId}`
  const { conversation, actions } = useConversationContext()
  const canReply = conversation.open && seq > 0 && !retracted
  const marked = useMarkedQuery(conversation.id, seq)
  const { isInUse, watchUse } = useInUse()
  const gestures = messageGestures(canReply ? () => actions.reply(message) : undefined)
  return (
    <article
      data-message={clientId}
      data-seq={seq}
      tabIndex={-1}
      aria-labelledby={`${authorId} ${bodyId}`}
      className={`group relative flex max-w-[85%] touch-pan-y scroll-my-4 flex-col gap-1 rounded-bubble md:max-w-bubble ${isMine ? 'items-end' : 'items-start'}`}
      {...gestures}
      {...watchUse}
    >
      <MessageTabStops clientId={clientId}>
        <MessageBody
          id={bodyId}
          body={retracted ? strings.messages.retracted : body}
          marked={marked}
          className={`${SHAPE} ${variantOf(message, isMine)} ${JOINTS[isMine ? 'mine' : 'theirs'][joint]}`}
          leading={replyTo !== null && !retracted && <Quote seq={replyTo} />}
          trailing={<MessageFoot message={message} isMine={isMine} isLast={isLast} />}
        />
        {!retracted && reactions.length > 0 && (
          <div className={`flex flex-wrap items-center gap-1 ${isMine ? 'justify-end' : ''}`}>
            <Reactions message={message} />
          </div>
        )}
        <div className={`${TOOLBAR} ${isMine ? 'end-full flex-row-reverse' : 'start-full'}`}>
          <MessageToolbar message={message} isMine={isMine} isInUse={isInUse} />
        </div>
        {children}
      </MessageTabStops>
    </article>
  )
}

function variantOf({ body, state, retracted }: DisplayMessage, isMine: boolean) {
  if (retracted) return 'border-line px-3 py-2 text-muted italic'
  if (isEmojiOnly(body)) return 'border-transparent text-display'
  if (state === 'failed') return 'border-transparent bg-danger-soft px-3 py-2 text-danger'
  return `border-transparent px-3 py-2 ${isMine ? 'bg-accent text-on-accent' : 'bg-bubble'}`
}
