'use client'

import { useId } from 'react'
import type { DisplayMessage } from '@/components/message-data/use-messages'
import { useStrings } from '@/components/strings/use-strings'
import { FailedMessage } from './failed-message'
import { MessageBubble } from './message-bubble'

interface Props {
  messages: DisplayMessage[]
  isMine: boolean
  peerName: string
}

/** Consecutive messages of one sender, each with its time and, for the viewer's own, its state. */
export function MessageGroup({ messages, isMine, peerName }: Props) {
  const strings = useStrings()
  const last = messages.at(-1)
  const authorId = useId()
  return (
    <div className={`flex flex-col gap-0.5 pb-2 ${isMine ? 'items-end' : 'items-start'}`}>
      <h4 id={authorId} className="sr-only">
        {isMine ? strings.messages.mine : peerName}
      </h4>
      {messages.map((message, index) => (
        <MessageBubble
          key={message.clientId}
          message={message}
          isMine={isMine}
          isLast={message === last}
          authorId={authorId}
          joint={index === 0 ? 'first' : index === messages.length - 1 ? 'last' : 'middle'}
        >
          {message.state === 'failed' && <FailedMessage message={message} />}
          {'inTabOnly' in message && message.inTabOnly && (
            <p role="status" className="max-w-full animate-late text-end text-caption text-danger">
              {strings.messages.inTabOnly}
            </p>
          )}
        </MessageBubble>
      ))}
    </div>
  )
}
