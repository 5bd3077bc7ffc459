import type { DisplayMessage } from '@/components/message-data/use-messages'
import type { Strings } from '@/components/strings/strings'

type Facts = Pick<DisplayMessage, 'seq' | 'state' | 'retracted' | 'createdAt' | 'editedAt'>

interface Texts {
  text: Pick<Strings['messages'], 'states' | 'sentAt' | 'writtenAt' | 'editedAt'>
  exactTime(at: Date): string
}

/**
 * Returns what is known about when a message was sent and edited, and how far one of the viewer's own has come. Receipts
 * have no times, so for delivered and read there is only the word.
 */
export function timesOf(message: Facts, isMine: boolean, { text, exactTime }: Texts): string[] {
  const { seq, state, retracted, createdAt, editedAt } = message
  const created = exactTime(new Date(createdAt))
  if (seq === 0) return [text.writtenAt(created), text.states[state]]
  const lines = [text.sentAt(created)]
  if (retracted) return lines
  if (editedAt !== null) lines.push(text.editedAt(exactTime(new Date(editedAt))))
  if (isMine && state !== 'stored') lines.push(text.states[state]) // Stored is what "sent" says.
  return lines
}
