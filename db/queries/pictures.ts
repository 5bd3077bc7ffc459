import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { pictures } from '@/db/schema'
import { blockedBetween } from './users'

/** The picture, unless it is nobody's any more or there is a block between its owner and the viewer. */
export async function findPictureVisibleTo(on: Connection, viewerId: string, id: string): Promise<Buffer | undefined> {
  const [row] = await on
    .select({ bytes: pictures.bytes })
    .from(pictures)
    .where(and(eq(pictures.id, id), sql`not ${blockedBetween(sql`pictures.user_id`, viewerId)}`))
  return row?.bytes
}

/** The person's picture from now on, instead of any before. */
export async function replacePicture(tx: Connection, picture: typeof pictures.$inferInsert) {
  const { id, bytes } = picture
  await tx.insert(pictures).values(picture).onConflictDoUpdate({ target: pictures.userId, set: { id, bytes } })
}

export async function deletePicture(tx: Connection, userId: string) {
  await tx.delete(pictures).where(eq(pictures.userId, userId))
}
