import 'server-only'
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { buffer, text } from 'node:stream/consumers'
import { AppError } from '@/lib/errors'
import { singleton } from '@/lib/singletons'

const SCRIPT = 'scripts/draw-picture.mjs'
/** Exit code of the script for bytes that are not a picture or need too much; it limits its own time and memory. */
const REFUSED = 2
const TOO_LARGE = 3
/** Limit for a script that does not exit by itself; long, because a busy machine may give it little CPU. */
const TIMEOUT_MS = 60_000
/** Environment without the operator's settings, because the process parses untrusted files. */
const ENVIRONMENT = { NODE_ENV: 'production' as const, MALLOC_ARENA_MAX: '1' }

/**
 * Converts a picture to the form that is shown: upright, a centred square of 512 pixels, WebP without metadata. Throws
 * `invalid` for bytes that are not a picture or need too much memory or time.
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
  child.stdin.on('error', () => {}) // The script exited before it had read everything; its exit code says why.
  child.stdin.end(bytes)
  const [drawn, complaint, end] = await Promise.all([buffer(child.stdout), text(child.stderr), ended])
  return { ...end, drawn, complaint }
}

/** Runs one conversion at a time, because a decoded picture may take 400 MB. */
async function oneByOne<Result>(work: () => Promise<Result>): Promise<Result> {
  const queue = singleton('pictures', () => ({ last: Promise.resolve<unknown>(undefined) }))
  const mine = queue.last.then(work, work)
  queue.last = mine.catch(() => {})
  return mine
}
