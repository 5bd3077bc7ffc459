// @ts-check
// Draws the picture on standard input anew, to standard output. A process of its own: what a hostile picture takes of
// memory goes back when it ends, and what breaks in it breaks nothing else. Run by lib/accounts/picture.ts.
import { setPriority } from 'node:os'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'

/** How the caller learns that this is no picture, or one that takes too much. */
const REFUSED = 2
const TOO_LARGE = 3

/** libvips' readers of JPEG, PNG, WebP, GIF and AVIF. All others stay shut, SVG with its scripts and links among them. */
const READERS = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((format) => `VipsForeignLoad${format}`)

/**
 * The most pixels of each format: as many as stay below 400 MB at worst. JPEG, PNG and WebP are made small while they
 * are read; GIF and AVIF are unpacked whole.
 * @type {Record<string, number | undefined>}
 */
const PIXELS_MAX = { jpeg: 50e6, png: 50e6, webp: 50e6, gif: 25e6, heif: 12.5e6 }
/** Progressive and interlaced pictures are unpacked whole too. */
const PROGRESSIVE_PIXELS_MAX = 25e6
/** A strip is made wider before it is cut: as wide as the square is higher. */
const SIDES_MAX = 20
const SIDE_PIXELS = 512

/** Where the estimate from the header was wrong. */
const CPU_SECONDS_MAX = 10
const MEMORY_BYTES_MAX = 600 * 1024 * 1024
const CHECK_MS = 50

setPriority(5) // Answers come first.
sharp.cache(false)
sharp.concurrency(1)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: READERS })
setInterval(() => {
  const { user, system } = process.cpuUsage()
  if (user + system > CPU_SECONDS_MAX * 1e6 || process.memoryUsage.rss() > MEMORY_BYTES_MAX) process.exit(TOO_LARGE)
}, CHECK_MS)

try {
  const bytes = await buffer(process.stdin)
  await assertBounded(bytes)
  const drawn = await sharp(bytes, { limitInputPixels: PIXELS_MAX.jpeg, failOn: 'error' })
    .autoOrient()
    .resize(SIDE_PIXELS, SIDE_PIXELS, { fit: 'cover' })
    .flatten({ background: 'white' })
    .webp({ quality: 82 })
    .toBuffer()
  process.stdout.write(drawn, () => process.exit(0))
} catch (error) {
  process.stderr.write(String(error), () => process.exit(error instanceof RangeError ? TOO_LARGE : REFUSED))
}

/**
 * Judges by the header, before anything is unpacked.
 * @param {Buffer} bytes
 */
async function assertBounded(bytes) {
  const { format, width, height, isProgressive } = await sharp(bytes, { limitInputPixels: false }).metadata()
  const max = Math.min(PIXELS_MAX[format] ?? 0, isProgressive ? PROGRESSIVE_PIXELS_MAX : Number.POSITIVE_INFINITY)
  if (width * height > max) throw new RangeError(`${width}x${height} is too large for ${format}`)
  if (Math.max(width, height) > SIDES_MAX * Math.min(width, height))
    throw new RangeError(`${width}x${height} is a strip`)
}
