import { z } from 'zod'
import { emptyIfBlank, isWellFormed } from '@/lib/characters'
import { id } from '@/lib/ids'
import { countCodePoints } from '@/lib/messages/rules'
import { text } from '@/lib/text'
import { MAX_REPORT_NOTE_CODE_POINTS, REPORT_REASONS } from './rules'

const note = text
  .trim()
  .overwrite(emptyIfBlank)
  .refine(isWellFormed, 'There is half a character in it.')
  .refine(
    (value) => countCodePoints(value) <= MAX_REPORT_NOTE_CODE_POINTS,
    `Use at most ${MAX_REPORT_NOTE_CODE_POINTS} characters.`,
  )

export const reportInput = z.object({
  userId: id,
  messageId: id.optional(),
  reason: z.enum(REPORT_REASONS),
  note: note.default(''),
})

export type ReportInput = z.infer<typeof reportInput>

/** Result of a report: its id, to refer to it when asking the operator. */
export interface ReportResult {
  report: { id: string }
}

interface ReportedMessage {
  id: string
  conversationId: string
  seq: number
  body: string
  createdAt: string
}

/** Snapshot of the reported content at the time of the report; later changes do not affect it. */
export interface ReportSnapshot {
  person: { username: string; displayName: string; bio: string; pictureId: string | null }
  message?: ReportedMessage
  /** Up to three earlier messages, oldest first. */
  before?: (Omit<ReportedMessage, 'id' | 'conversationId'> & { by: 'reporter' | 'reported' })[]
}
