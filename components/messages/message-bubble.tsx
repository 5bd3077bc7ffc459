import type { ReactNode } from 'react'
import { exactTime } from '@/components/format'
import { isFewEmoji } from './few-emoji'
import { linked } from './linked'
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
  const isLarge = isFewEmoji(message.body)
  const look = isLarge ? 'text-display' : isMine ? 'bg-accent px-3 py-2 text-on-accent' : 'bg-bubble px-3 py-2'
  return (
    <div
      data-message={message.clientId}
      className={`relative flex max-w-[85%] flex-col gap-1 md:max-w-bubble ${isMine ? 'items-end' : 'items-start'}`}
    >
      <p
        dir="auto"
        title={exactTime(new Date(message.createdAt))}
        className={`max-w-full whitespace-pre-wrap rounded-bubble border border-transparent text-start wrap-anywhere ${look} ${JOINTS[isMine ? 'mine' : 'theirs'][joint]} ${message.sending === 'failed' ? 'opacity-60' : ''}`}
      >
        {linked(message.body).map(({ text, href }, index) =>
          href ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a body never changes.
            <a key={index} href={href} target="_blank" rel="noopener noreferrer nofollow" className="underline">
              {text}
            </a>
          ) : (
            text
          ),
        )}
      </p>
      {children}
    </div>
  )
}
