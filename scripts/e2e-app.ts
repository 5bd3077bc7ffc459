import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort } from '../server/free-port.mjs'

const START_TIMEOUT_MS = 120_000
/** High limits: tests do in seconds what a user does in days. */
const HIGH_LIMITS = Object.fromEntries(
  [
    'requestsPerDay',
    'sendPer10Seconds',
    'sendPerMinute',
    'signInPerAccount',
    'signInPerAddress',
    'signUpPerAddress',
  ].map((limit) => [limit, 1_000_000]),
)

export type App = Awaited<ReturnType<typeof startApp>>

/** Playwright's global setup: starts the built app on a new data directory, unless KITH_TEST_URL names a running one. */
// biome-ignore lint/style/noDefaultExport: Playwright requires one.
export default async function startForTests() {
  if (process.env.KITH_TEST_URL) return
  const dataDir = mkdtempSync(join(tmpdir(), 'kith-e2e-'))
  const app = await startApp(dataDir)
  process.env.KITH_TEST_URL = app.url
  process.env.KITH_TEST_DATA = dataDir
  return async () => {
    await app.stop()
    rmSync(dataDir, { recursive: true })
  }
}

/** Starts the app as an operator would; resolves when it is healthy. */
export async function startApp(dataDir: string, settings: Record<string, string> = {}) {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env: {
      ...process.env,
      ...EMBEDDED_ONLY,
      PORT: `${port}`,
      KITH_DATA_DIR: dataDir,
      KITH_LIMITS: JSON.stringify(HIGH_LIMITS),
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text
    })
  }
  const exited = once(child, 'exit')
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal)
    const [code] = await exited
    return { code, output }
  }
  for (const deadline = Date.now() + START_TIMEOUT_MS; !(await isHealthy(url)); await pause(100)) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`the app did not start:\n${output}`)
  }
  return { url, port, pid: child.pid, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}

/** Inserts the small seed into the database of a running app. */
export async function seedApp(dataDir: string) {
  const env = { ...process.env, ...EMBEDDED_ONLY, KITH_DATA_DIR: dataDir }
  await promisify(execFile)(process.execPath, ['scripts/run.mjs', 'scripts/seed.ts'], { env })
}

/** Inserts the small seed into the database of the app that Playwright's setup has started. */
export const seedTestApp = () => seedApp(process.env.KITH_TEST_DATA ?? '')

/** Gives a user the plan pro, as the operator would, in the app that Playwright's setup has started. */
export const givePro = (username: string) => administer(['plan', username, 'pro'])

/** Returns the path of a link for a new password, as the operator would give it to the user. */
export async function resetLinkFor(username: string): Promise<string> {
  const shown = await administer(['reset-link', username])
  const [path] = /\/reset\/[\w-]{43}/.exec(shown) ?? []
  if (!path) throw new Error(`no link was printed: ${shown}`)
  return path
}

/** Inserts so many read messages into a conversation of the app that Playwright's setup has started. */
export const insertMessages = (conversationId: string, count: number) =>
  runInTestedApp('scripts/insert-messages.ts', conversationId, `${count}`)

/** Inserts conversations of a user into the app that Playwright's setup has started; see `scripts/insert-conversations.ts`. */
export const insertConversations = (userId: string, own: { id: string; number: number }, count: number) =>
  runInTestedApp('scripts/insert-conversations.ts', userId, own.id, `${own.number}`, `${count}`)

/** Runs a command of the operator beside the app that Playwright's setup has started. Returns what it prints. */
const administer = (args: readonly string[]) => runInTestedApp('scripts/admin.ts', ...args)

async function runInTestedApp(...args: string[]): Promise<string> {
  const env = { ...process.env, ...EMBEDDED_ONLY, KITH_DATA_DIR: process.env.KITH_TEST_DATA ?? '', PORT: portOfTests() }
  return (await promisify(execFile)(process.execPath, ['scripts/run.mjs', ...args], { env })).stdout
}

/** The port of the app, through which the command publishes to open tabs. */
const portOfTests = () => new URL(process.env.KITH_TEST_URL ?? 'http://localhost:3000').port

/** Clears the developer's settings of external services, so that the embedded ones are used. */
const EMBEDDED_ONLY = Object.fromEntries(
  ['DATABASE_URL', 'DATABASE_DIRECT_URL', 'REDIS_URL', 'PUSHER_HOST', 'PUSHER_CLUSTER', 'KITH_URL'].map((name) => [
    name,
    '',
  ]),
)

const isHealthy = (url: string) =>
  fetch(`${url}/api/health`).then(
    ({ ok }) => ok,
    () => false,
  )
