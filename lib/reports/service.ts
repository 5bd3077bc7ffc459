import 'server-only'
import type { Tx } from '@/db/client'
import { findBlockBy } from '@/db/queries/blocks'
import { findConversationOfPair } from '@/db/queries/conversations'
import { lockPair } from '@/db/queries/friendships'
import { findMessageToReport, findReportOfToday, insertReport, listMessagesLeadingTo } from '@/db/queries/reports'
import { findUser } from '@/db/queries/users'
import { currentLimits } from '@/lib/env'
import { commit } from '@/lib/events/commit'
import { assertNotSelf, findVisiblePerson, noSuchPerson } from '@/lib/friends/access'
import { newId } from '@/lib/ids'
import { consume } from '@/lib/rate-limits/service'
import type { Viewer } from '@/lib/session/viewer'
import type { ReportInput, ReportSnapshot } from './schema'

/** Number of earlier messages in the snapshot. */
const CONTEXT = 3

/**
 * Reports a user, or one of their messages, to the operator with a snapshot. A repeated report within a day returns the
 * first one. A user whom the viewer may not see is the same 404 as an unknown one.
 */
export async function report(viewer: Viewer, input: ReportInput): Promise<{ id: string; isNew: boolean }> {
  const { userId, messageId, reason, note } = input
  assertNotSelf(viewer, userId)
  await consume([{ key: `reports:${viewer.id}`, max: currentLimits().reportPer10Seconds, windowSeconds: 10 }])
  return commit(async (tx) => {
    await lockPair(tx, viewer.id, userId)
    const snapshot = await snapshotFor(tx, viewer, input)
    const known = await findReportOfToday(tx, {
      reporterId: viewer.id,
      reportedId: userId,
      messageId: messageId ?? null,
    })
    if (known) return { id: known.id, isNew: false }
    const id = newId()
    await insertReport(tx, { id, reporterId: viewer.id, reportedId: userId, reason, note, snapshot })
    return { id, isNew: true }
  })
}

async function snapshotFor(tx: Tx, viewer: Viewer, { userId, messageId }: ReportInput): Promise<ReportSnapshot> {
  const words = messageId === undefined ? undefined : await messageFor(tx, viewer, userId, messageId)
  if (!words) await assertKnown(tx, viewer, userId)
  const user = await findUser(tx, userId)
  if (!user) throw noSuchPerson()
  const { username, displayName, bio, pictureId } = user
  return { person: { username, displayName, bio, pictureId }, ...words }
}

/**
 * Passes for a user whom the viewer can see, or could see when they blocked them. A block of a user they could not see
 * stores no name and is not enough; otherwise blocking and reporting an id would reveal whether it exists.
 */
async function assertKnown(tx: Tx, viewer: Viewer, userId: string) {
  const block = await findBlockBy(tx, viewer.id, userId)
  if (typeof block?.username !== 'string') await findVisiblePerson(tx, viewer, userId)
}

/**
 * Returns a message that the user sent to the viewer, with the few before it; also after a block, because history stays
 * readable.
 */
async function messageFor(tx: Tx, viewer: Viewer, userId: string, messageId: string) {
  const conversation = await findConversationOfPair(tx, viewer.id, userId)
  const found = conversation && (await findMessageToReport(tx, conversation.id, userId, messageId))
  if (!found) throw noSuchPerson()
  const place = { conversationId: conversation.id, seq: found.seq, reporterId: viewer.id }
  const before = await listMessagesLeadingTo(tx, place, CONTEXT)
  return {
    message: { id: messageId, conversationId: conversation.id, ...wordsOf(found) },
    before: before.reverse().map((earlier) => ({
      by: earlier.senderId === viewer.id ? ('reporter' as const) : ('reported' as const),
      ...wordsOf(earlier),
    })),
  }
}

const wordsOf = ({ seq, body, createdAt }: { seq: number; body: string; createdAt: Date }) => ({
  seq,
  body,
  createdAt: createdAt.toISOString(),
})
