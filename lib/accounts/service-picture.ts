import 'server-only'
import { database, type Tx } from '@/db/client'
import { deletePicture, findPictureVisibleTo, replacePicture } from '@/db/queries/pictures'
import { updateProfile } from '@/db/queries/profiles'
import { findUser } from '@/db/queries/users'
import { AppError, unauthenticated } from '@/lib/errors'
import { type Announce, commit } from '@/lib/events/commit'
import { newId } from '@/lib/ids'
import type { Viewer } from '@/lib/session/viewer'
import { convertPicture } from './picture'
import type { Self } from './schema'
import { announceProfile, consumeProfileChange } from './service-profile'

/** Sets the viewer's picture. Each picture gets a new id, so that responses can be cached for ever. */
export async function changePicture(viewer: Viewer, bytes: Uint8Array): Promise<Self> {
  await consumeProfileChange(viewer)
  const shown = await convertPicture(bytes)
  return commit(async (tx, announce) => {
    const id = newId()
    const user = await setPicture(tx, announce, viewer, id)
    await replacePicture(tx, { userId: viewer.id, id, bytes: shown })
    return user
  })
}

/** Removes the viewer's picture. Idempotent. */
export async function removePicture(viewer: Viewer): Promise<void> {
  const before = await findUser(database(), viewer.id)
  if (!before?.pictureId) return
  await consumeProfileChange(viewer)
  await commit(async (tx, announce) => {
    await setPicture(tx, announce, viewer, null)
    await deletePicture(tx, viewer.id)
  })
}

/** Returns the bytes of a picture. Throws the same 404 for a replaced or unknown one and for a block. */
export async function pictureFor(viewer: Viewer, pictureId: string): Promise<Buffer> {
  const bytes = await findPictureVisibleTo(database(), viewer.id, pictureId)
  if (!bytes) throw new AppError('not_found', 'not_found', 'There is no such picture.')
  return bytes
}

async function setPicture(tx: Tx, announce: Announce, viewer: Viewer, pictureId: string | null): Promise<Self> {
  await updateProfile(tx, viewer.id, { pictureId })
  const user = await findUser(tx, viewer.id)
  if (!user) throw unauthenticated()
  announce([viewer.id], { type: 'settings_changed', data: {} })
  await announceProfile(tx, announce, viewer.id)
  return user
}
