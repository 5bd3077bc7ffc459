// @ts-check
// Reads a picture from standard input and writes it, redrawn, to standard output. It runs in its own process, so that the
// memory used by a malicious picture is freed at the end and a crash affects nothing else. Run by lib/accounts/picture.ts.
import { setPriority } from 'node:os'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'

/** Exit codes: the input is not a picture, or it needs too much memory or time. */
const REFUSED = 2
const TOO_LARGE = 3

/** The readers of libvips for JPEG, PNG, WebP, GIF and AVIF. All others stay blocked, e.g. SVG with scripts and links. */
const READERS = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((format) => `VipsForeignLoad${format}`)

/**
 * Maximum pixels of each format, which need at most 400 MB. JPEG, PNG and WebP are scaled down while they are read; GIF
 * and AVIF are decoded completely.
 * @type {Record<string, number | undefined>}
 */
const MAX_PIXELS = { jpeg: 50e6, png: 50e6, webp: 50e6, gif: 25e6, heif: 12.5e6 }
/** Maximum pixels of progressive and interlaced pictures, which are decoded completely too. */
const MAX_PROGRESSIVE_PIXELS = 25e6
/** Maximum ratio of the sides: a strip is enlarged to the height of the square before it is cut. */
const MAX_SIDE_RATIO = 20
const SIDE_PIXELS = 512

/** Limits for the case that the estimate from the header is wrong. */
const MAX_CPU_SECONDS = 10
const MAX_MEMORY_BYTES = 600 * 1024 * 1024
const CHECK_INTERVAL_MS = 50

setPriority(5) // Responses of the server have priority.
sharp.cache(false)
sharp.concurrency(1)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: READERS })
setInterval(() => {
  const { user, system } = process.cpuUsage()
  if (user + system > MAX_CPU_SECONDS * 1e6 || process.memoryUsage.rss() > MAX_MEMORY_BYTES) process.exit(TOO_LARGE)
}, CHECK_INTERVAL_MS)

try {
  const bytes = await buffer(process.stdin)
  await assertBounded(bytes)
  const drawn = await sharp(bytes, { limitInputPixels: MAX_PIXELS.jpeg, failOn: 'error' })
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
 * Throws RangeError for a picture that is too large by its header, before it is decoded.
 * @param {Buffer} bytes
 */
async function assertBounded(bytes) {
  const { format, width, height, isProgressive } = await sharp(bytes, { limitInputPixels: false }).metadata()
  const max = Math.min(MAX_PIXELS[format] ?? 0, isProgressive ? MAX_PROGRESSIVE_PIXELS : Number.POSITIVE_INFINITY)
  if (width * height > max) throw new RangeError(`${width}x${height} is too large for ${format}`)
  if (Math.max(width, height) > MAX_SIDE_RATIO * Math.min(width, height))
    throw new RangeError(`${width}x${height} is a strip`)
}
