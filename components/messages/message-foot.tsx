'use client'

import type { DisplayMessage } from '@/components/message-data/use-messages'
import { clockTime, exactTime } from '@/components/strings/format'
import { useStrings } from '@/components/strings/use-strings'
import { Time } from '@/components/ui/time'
import { MessageState } from './message-state'

interface Props {
  message: DisplayMessage
  isMine: boolean
  /** The message ends a group; only there the state has a text, so that screen readers do not repeat it. */
  isLast: boolean
}

/** Whether it was edited, the time and the state of a message, at the end of the last line of its bubble. */
export function MessageFoot({ message, isMine, isLast }: Props) {
  const { sending, retracted, editedAt, createdAt } = message
  const showsState = isMine && !retracted && sending !== 'failed'
  return (
    <span className="float-end ms-3 mt-1.5 -mb-1 flex select-none items-center gap-1 not-italic text-caption opacity-80">
      {editedAt !== null && !retracted && <Edited at={editedAt} />}
      <Time at={createdAt} clockOnly />
      {showsState && <MessageState message={message} named={isLast || sending !== 'stored'} />}
    </span>
  )
}

function Edited({ at }: { at: string }) {
  const strings = useStrings()
  return (
    <span title={strings.messages.editedAt(exactTime(new Date(at)))} suppressHydrationWarning>
      {strings.messages.edited}
      <span className="sr-only">{` ${clockTime(new Date(at))}`}</span>
    </span>
  )
}
