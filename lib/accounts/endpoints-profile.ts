import 'server-only'
import { z } from 'zod'
import { defineRoute } from '@/lib/http/route'
import { rememberDevice } from './device-cookie'
import { MAX_PICTURE_BYTES } from './rules'
import { changePasswordInput, changeProfileInput, newPictureInput, pictureInput } from './schema'
import { changePassword } from './service-password'
import { changePicture, pictureFor, removePicture } from './service-picture'
import { changeProfile } from './service-profile'

export const changeProfileEndpoint = defineRoute({
  method: 'PATCH',
  path: '/api/me',
  access: 'viewer',
  input: changeProfileInput,
  run: async (viewer, change) => ({ status: 200, body: { user: await changeProfile(viewer, change) } }),
})

export const changePasswordEndpoint = defineRoute({
  method: 'POST',
  path: '/api/me/password',
  access: 'viewer',
  input: changePasswordInput,
  run: async (viewer, change, { header }) => {
    await changePassword(viewer, change)
    const device = await rememberDevice(header('cookie'), viewer.id) // The old cookie holds a fingerprint of the old password.
    return { status: 204, ...(device ? { headers: { 'set-cookie': device } } : {}) }
  },
})

export const changePictureEndpoint = defineRoute({
  method: 'POST',
  path: '/api/me/picture',
  access: 'viewer',
  format: 'bytes',
  maxBytes: MAX_PICTURE_BYTES,
  input: newPictureInput,
  run: async (viewer, { bytes }) => ({ status: 200, body: { user: await changePicture(viewer, bytes) } }),
})

export const removePictureEndpoint = defineRoute({
  method: 'DELETE',
  path: '/api/me/picture',
  access: 'viewer',
  input: z.object({}),
  run: async (viewer) => {
    await removePicture(viewer)
    return { status: 204 }
  },
})

/** Headers that make a browser show the bytes as a picture or not at all. */
const AS_A_PICTURE = {
  'content-type': 'image/webp',
  'content-disposition': 'inline; filename="picture.webp"',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cache-control': 'private, max-age=31536000, immutable',
}

export const pictureEndpoint = defineRoute({
  method: 'GET',
  path: '/api/pictures/:pictureId',
  access: 'viewer',
  input: pictureInput,
  run: async (viewer, { pictureId }) => ({
    status: 200,
    bytes: await pictureFor(viewer, pictureId),
    headers: AS_A_PICTURE,
  }),
})
