import 'server-only'
import { isAppError } from '@/lib/errors'
import type { Viewer } from '@/lib/session/viewer'
import type { BatchResult } from './schema'
import { acceptRequest, declineRequest } from './service'

export const acceptRequests = (viewer: Viewer, userIds: readonly string[]) => each(viewer, userIds, acceptRequest)

export const declineRequests = (viewer: Viewer, userIds: readonly string[]) => each(viewer, userIds, declineRequest)

/** Runs the calls one after the other, each in its own transaction, so that one failure does not affect the others. */
async function each(
  viewer: Viewer,
  userIds: readonly string[],
  act: (viewer: Viewer, userId: string) => Promise<void>,
): Promise<BatchResult[]> {
  const results: BatchResult[] = []
  for (const userId of userIds) results.push(await resultOf(userId, act(viewer, userId)))
  return results
}

async function resultOf(userId: string, done: Promise<void>): Promise<BatchResult> {
  try {
    await done
    return { userId, ok: true }
  } catch (error) {
    if (isAppError(error)) return { userId, ok: false, code: error.code }
    throw error
  }
}
