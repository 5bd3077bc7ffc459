'use client'

import { type DisplayMessage, isBeingSent } from '@/components/message-data/use-messages'
import { useStrings } from '@/components/strings/use-strings'
import { useTimeFormat } from '@/components/strings/use-time-format'
import { Time } from '@/components/ui/time'
import { TimeText } from '@/components/ui/time-text'
import { MessageState } from './message-state'

interface Props {
  message: DisplayMessage
  isMine: boolean
  /** The message ends a group; only there the state has a text, so that screen readers do not repeat it. */
  isLast: boolean
}

/** Whether it was edited, the time and the state of a message, at the end of the last line of its bubble. */
export function MessageFoot({ message, isMine, isLast }: Props) {
  const { state, retracted, editedAt, createdAt } = message
  const showsState = isMine && !retracted && state !== 'failed'
  return (
    <span className="float-end ms-3 mt-1.5 -mb-1 flex select-none items-center gap-1 not-italic text-caption opacity-80">
      {editedAt === null || retracted ? <Time at={createdAt} clockOnly /> : <Edited at={editedAt} />}
      {showsState && <MessageState message={message} named={isLast || isBeingSent(message)} />}
    </span>
  )
}

function Edited({ at }: { at: string }) {
  const strings = useStrings()
  const { clockTime, exactTime } = useTimeFormat()
  const moment = new Date(at)
  return (
    <TimeText at={at} title={strings.messages.editedAt(exactTime(moment))}>
      {strings.messages.editedAt(clockTime(moment))}
    </TimeText>
  )
}
