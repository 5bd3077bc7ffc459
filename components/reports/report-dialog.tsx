'use client'

import { useStrings } from '@/components/strings/use-strings'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import type { Person } from '@/lib/accounts/schema'
import { NoteField } from './note-field'
import { ReasonChoice } from './reason-choice'
import { useReport } from './use-report'

interface Props {
  person: Person
  /** Id of the reported message; without it the user is reported. */
  messageId?: string
  open: boolean
  /** Blocks the user, if chosen. */
  block(userId: string): Promise<unknown>
  onClose(): void
}

/** Explains what a report contains and who receives it, and sends it. */
export function ReportDialog({ open, ...rest }: Props) {
  return open ? <OpenReport {...rest} /> : null // Resets the state for the next report.
}

function OpenReport({ person, messageId, block, onClose }: Omit<Props, 'open'>) {
  const strings = useStrings()
  const { report: text } = strings
  const { displayName: name } = person
  const { pending, problem, send, ...written } = useReport(person, { messageId, block, onDone: onClose })
  return (
    <Dialog
      open
      onClose={onClose}
      title={messageId === undefined ? text.ofPerson(name) : text.ofMessage(name)}
      onSubmit={send}
      actions={
        <>
          <Button variant="quiet" onClick={onClose}>
            {text.cancel}
          </Button>
          <Button variant="danger" type="submit" pending={pending}>
            {text.doIt}
          </Button>
        </>
      }
    >
      <ReasonChoice chosen={written.reason} onChoose={written.chooseReason} />
      <NoteField value={written.note} left={written.left} onChange={written.setNote} />
      <label className="flex cursor-pointer items-start gap-3">
        <input
          type="checkbox"
          checked={written.alsoBlock}
          onChange={({ target }) => written.setAlsoBlock(target.checked)}
          className="mt-0.5 size-5 shrink-0 accent-accent"
        />
        <span className="clip-ink wrap-anywhere min-w-0">
          {text.blockToo(name)}
          <span className="block text-muted text-small">{text.blockTooNote}</span>
        </span>
      </label>
      <div className="flex flex-col gap-1 text-muted text-small">
        <p>{text.sent}</p>
        <ul className="list-disc ps-5">
          <li>{text.sentProfile}</li>
          {messageId !== undefined && <li>{text.sentMessage}</li>}
          <li>{text.sentNote}</li>
        </ul>
        <p className="wrap-anywhere">{text.notNotified(name)}</p>
      </div>
      {problem && <Notice kind="danger">{problem}</Notice>}
    </Dialog>
  )
}
