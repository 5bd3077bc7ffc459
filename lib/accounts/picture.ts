import 'server-only'
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { buffer, text } from 'node:stream/consumers'
import { AppError } from '@/lib/errors'
import { singleton } from '@/lib/singletons'

const SCRIPT = 'scripts/draw-picture.mjs'
/** How the script ends with what is no picture, and with one that takes too much; it watches its own time and memory. */
const REFUSED = 2
const TOO_LARGE = 3
/** When the script does not end by itself: it may have little of a busy machine. */
const TIMEOUT_MS = 60_000
/** Nothing of the host's settings: the process reads what strangers made. */
const ENVIRONMENT = { NODE_ENV: 'production' as const, MALLOC_ARENA_MAX: '1' }

/**
 * The picture as it is shown: upright, a square of 512 pixels cut from the middle, WebP, and nothing in it but the
 * pixels. Refuses whatever cannot be read as one or takes too much to read (`invalid`).
 */
export function convertPicture(bytes: Uint8Array): Promise<Buffer> {
  return oneByOne(async () => {
    const { code, signal, drawn, complaint } = await draw(bytes)
    if (code === 0) return drawn
    if (code === REFUSED) throw invalid('Choose a JPEG, PNG, WebP, GIF or AVIF picture.', complaint)
    if (code === TOO_LARGE || signal)
      throw invalid('This picture has too many pixels. Choose a smaller one.', complaint)
    throw new Error(`a picture was not drawn: ${complaint}`)
  })
}

const invalid = (sentence: string, cause: string) =>
  new AppError('invalid', 'invalid', 'That picture cannot be shown.', { errors: { picture: sentence }, cause })

async function draw(bytes: Uint8Array) {
  const child = spawn(process.execPath, ['--max-old-space-size=64', resolve(SCRIPT)], {
    env: ENVIRONMENT,
    stdio: 'pipe',
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
  })
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal }))
  })
  child.stdin.on('error', () => {}) // It ended before it had read everything; how, is told by its code.
  child.stdin.end(bytes)
  const [drawn, complaint, end] = await Promise.all([buffer(child.stdout), text(child.stderr), ended])
  return { ...end, drawn, complaint }
}

/** A picture unpacked may take 400 MB, so there is never more than one. */
async function oneByOne<Result>(work: () => Promise<Result>): Promise<Result> {
  const queue = singleton('pictures', () => ({ last: Promise.resolve<unknown>(undefined) }))
  const mine = queue.last.then(work, work)
  queue.last = mine.catch(() => {})
  return mine
}
