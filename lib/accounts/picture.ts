import 'server-only'
import type Sharp from 'sharp'
import { AppError } from '@/lib/errors'
import { once } from '@/lib/singletons'

const PIXELS_MAX = 50_000_000
const SIDE_PIXELS = 512
const TIMEOUT_SECONDS = 15

/** libvips' readers of JPEG, PNG, WebP, GIF and AVIF. All others stay shut, SVG with its scripts and links among them. */
const READERS = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((format) => `VipsForeignLoad${format}`)

/**
 * The picture as it is shown: upright, a square of 512 pixels cut from the middle, WebP, and nothing in it but the
 * pixels. Refuses whatever cannot be read as one (`invalid`).
 */
export function shownPicture(bytes: Uint8Array): Promise<Buffer> {
  return oneByOne(async () => {
    const sharp = await openSharp()
    try {
      return await sharp(bytes, { limitInputPixels: PIXELS_MAX, failOn: 'error' })
        .autoOrient()
        .resize(SIDE_PIXELS, SIDE_PIXELS, { fit: 'cover' })
        .flatten({ background: 'white' })
        .webp({ quality: 82 })
        .timeout({ seconds: TIMEOUT_SECONDS })
        .toBuffer()
    } catch (cause) {
      throw new AppError('invalid', 'invalid', 'That is no picture.', {
        errors: { picture: 'Choose a JPEG, PNG, WebP, GIF or AVIF picture.' },
        cause,
      })
    }
  })
}

/** Loaded by the first picture and by nothing before it. */
const openSharp = () =>
  once('sharp', async () => {
    const { default: sharp }: { default: typeof Sharp } = await import('sharp')
    sharp.cache(false)
    sharp.concurrency(1)
    sharp.block({ operation: ['VipsForeignLoad'] })
    sharp.unblock({ operation: READERS })
    return sharp
  })

/** A picture unpacked may take 200 MB, so there is never more than one. */
async function oneByOne<Result>(work: () => Promise<Result>): Promise<Result> {
  const queue = once('pictures', () => ({ last: Promise.resolve<unknown>(undefined) }))
  const mine = queue.last.then(work, work)
  queue.last = mine.catch(() => {})
  return mine
}
