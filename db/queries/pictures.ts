import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { pictures } from '@/db/schema'
import { blockedBetween } from './users'

/** Returns the picture; undefined when it was deleted or a block is between its owner and the viewer. */
export async function findPictureVisibleTo(on: Connection, viewerId: string, id: string): Promise<Buffer | undefined> {
  const [row] = await on
    .select({ bytes: pictures.bytes })
    .from(pictures)
    .where(and(eq(pictures.id, id), sql`not ${blockedBetween(sql`pictures.user_id`, viewerId)}`))
  return row?.bytes
}

/** Stores the user's picture, replacing any earlier one. */
export async function replacePicture(tx: Connection, picture: typeof pictures.$inferInsert) {
  const { id, bytes } = picture
  await tx.insert(pictures).values(picture).onConflictDoUpdate({ target: pictures.userId, set: { id, bytes } })
}

export async function deletePicture(tx: Connection, userId: string) {
  await tx.delete(pictures).where(eq(pictures.userId, userId))
}
