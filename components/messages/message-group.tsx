'use client'

import { useId } from 'react'
import { type DisplayMessage, isBeingSent } from '@/components/message-data/use-messages'
import { useStrings } from '@/components/strings/use-strings'
import { Time } from '@/components/ui/time'
import { FailedMessage } from './failed-message'
import { MessageBubble } from './message-bubble'
import { MessageState } from './message-state'

interface Props {
  messages: DisplayMessage[]
  isMine: boolean
  peerName: string
}

/** Consecutive messages of one sender, with the time and, for the viewer's own, the state of the last one. */
export function MessageGroup({ messages, isMine, peerName }: Props) {
  const strings = useStrings()
  const last = messages.at(-1)
  const authorId = useId()
  return (
    <div className={`flex flex-col gap-0.5 pb-3 ${isMine ? 'items-end' : 'items-start'}`}>
      <h4 id={authorId} className="sr-only">
        {isMine ? strings.messages.mine : peerName}
      </h4>
      {messages.map((message, index) => (
        <MessageBubble
          key={message.clientId}
          message={message}
          isMine={isMine}
          authorId={authorId}
          joint={index === 0 ? 'first' : index === messages.length - 1 ? 'last' : 'middle'}
        >
          {message.state === 'failed' && <FailedMessage message={message} />}
          {'inTabOnly' in message && message.inTabOnly && (
            <p role="status" className="max-w-full animate-late text-end text-caption text-danger">
              {strings.messages.inTabOnly}
            </p>
          )}
          {message !== last && isBeingSent(message) && (
            <span className="absolute end-full bottom-2 me-1">
              <MessageState message={message} />
            </span>
          )}
        </MessageBubble>
      ))}
      {last && last.state !== 'failed' && (
        <p className="flex items-center gap-1 px-1 text-caption text-muted">
          <Time at={last.createdAt} clockOnly />
          {isMine && !last.retracted && <MessageState message={last} />}
        </p>
      )}
    </div>
  )
}
