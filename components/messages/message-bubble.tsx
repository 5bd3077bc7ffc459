'use client'

import type { ReactNode } from 'react'
import { type DisplayMessage, isBeingSent } from '@/components/message-data/use-messages'
import { clockTime, exactTime } from '@/components/strings/format'
import { useStrings } from '@/components/strings/use-strings'
import { isEmojiOnly } from '@/components/text/emoji-only'
import { MessageBody } from '@/components/text/message-body'
import { menuGestures } from './menu-gestures'
import { MessageMenu } from './message-menu'
import { Quote } from './quote'
import { Reactions } from './reactions'

/** Classes for smaller corners where bubbles of a group meet. */
const JOINTS = {
  mine: { first: '', middle: 'rounded-se-joint', last: 'rounded-se-joint' },
  theirs: { first: '', middle: 'rounded-ss-joint', last: 'rounded-ss-joint' },
} as const

const SHAPE = 'max-w-full whitespace-pre-wrap rounded-bubble border text-start wrap-anywhere pointer-coarse:select-none'
/** Class of the menu button, beside the bubble towards the middle of the screen. */
const MENU_BUTTON =
  'absolute top-0 opacity-0 group-hover:opacity-100 group-focus-within:opacity-100 focus-visible:opacity-100 aria-expanded:opacity-100 pointer-coarse:pointer-events-none'

interface Props {
  message: DisplayMessage
  isMine: boolean
  joint: 'first' | 'middle' | 'last'
  /** Id of the element with the author's name. */
  authorId: string
  children?: ReactNode
}

export function MessageBubble({ message, isMine, joint, authorId, children }: Props) {
  const strings = useStrings()
  const { clientId, seq, body, replyTo, retracted, editedAt, reactions } = message
  const bodyId = `body-${clientId}`
  return (
    <article
      data-message={clientId}
      data-seq={seq}
      tabIndex={-1}
      aria-labelledby={`${authorId} ${bodyId}`}
      className={`group relative flex max-w-[85%] scroll-my-4 flex-col gap-1 rounded-bubble md:max-w-bubble ${isMine ? 'items-end' : 'items-start'}`}
      {...menuGestures}
    >
      {replyTo !== null && !retracted && <Quote seq={replyTo} />}
      <MessageBody
        id={bodyId}
        body={retracted ? strings.messages.retracted : body}
        title={exactTime(new Date(message.createdAt))}
        className={`${SHAPE} ${variantOf(message, isMine)} ${JOINTS[isMine ? 'mine' : 'theirs'][joint]}`}
      />
      {!retracted && (editedAt !== null || reactions.length > 0) && (
        <div className={`flex flex-wrap items-center gap-1 ${isMine ? 'justify-end' : ''}`}>
          <Reactions message={message} />
          {editedAt !== null && <Edited at={editedAt} />}
        </div>
      )}
      <MessageMenu
        message={message}
        isMine={isMine}
        className={`${MENU_BUTTON} ${isMine ? 'end-full' : 'start-full'} ${isBeingSent(message) ? 'me-6' : ''}`}
      />
      {children}
    </article>
  )
}

const Edited = ({ at }: { at: string }) => {
  const strings = useStrings()
  return (
    <time
      dateTime={at}
      title={strings.messages.editedAt(exactTime(new Date(at)))}
      className="px-1 text-caption text-muted"
      suppressHydrationWarning
    >
      {strings.messages.editedAt(clockTime(new Date(at)))}
    </time>
  )
}

function variantOf({ body, state, retracted }: DisplayMessage, isMine: boolean) {
  if (retracted) return 'border-line px-3 py-2 text-muted italic'
  if (isEmojiOnly(body)) return 'border-transparent text-display'
  if (state === 'failed') return 'border-transparent bg-danger-soft px-3 py-2 text-danger'
  return `border-transparent px-3 py-2 ${isMine ? 'bg-accent text-on-accent' : 'bg-bubble'}`
}
