import type { ReactNode } from 'react'
import { exactTime } from '@/components/format'
import { isFewEmoji } from './few-emoji'
import { MessageBody } from './message-body'
import type { ShownMessage } from './use-messages'

/** Neighbours lean on each other with the smaller corner. */
const JOINTS = {
  mine: { first: '', middle: 'rounded-se-joint', last: 'rounded-se-joint' },
  theirs: { first: '', middle: 'rounded-ss-joint', last: 'rounded-ss-joint' },
} as const

interface Props {
  message: ShownMessage
  isMine: boolean
  joint: 'first' | 'middle' | 'last'
  children?: ReactNode
}

export function MessageBubble({ message, isMine, joint, children }: Props) {
  const look = isFewEmoji(message.body) ? 'text-display' : `px-3 py-2 ${colourOf(message, isMine)}`
  return (
    <div
      data-message={message.clientId}
      className={`relative flex max-w-[85%] flex-col gap-1 md:max-w-bubble ${isMine ? 'items-end' : 'items-start'}`}
    >
      <MessageBody
        body={message.body}
        title={exactTime(new Date(message.createdAt))}
        className={`max-w-full whitespace-pre-wrap rounded-bubble border border-transparent text-start wrap-anywhere ${look} ${JOINTS[isMine ? 'mine' : 'theirs'][joint]}`}
      />
      {children}
    </div>
  )
}

function colourOf({ sending }: ShownMessage, isMine: boolean) {
  if (sending === 'failed') return 'bg-danger-soft text-danger'
  return isMine ? 'bg-accent text-on-accent' : 'bg-bubble'
}
