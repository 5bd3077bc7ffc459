import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort } from './free-port.mjs'

const READY_MS = 120_000
/** Tests do in seconds what a person does in days. */
const PLENTY = Object.fromEntries(
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

/** Playwright's global setup: the built app on data of its own, unless KITH_TEST_URL names one that runs already. */
// biome-ignore lint/style/noDefaultExport: Playwright asks for one.
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

/** Starts the app as a host would and resolves once it is healthy. */
export async function startApp(dataDir: string, settings: Record<string, string> = {}) {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env: {
      ...process.env,
      ...embedded,
      PORT: `${port}`,
      KITH_DATA_DIR: dataDir,
      KITH_LIMITS: JSON.stringify(PLENTY),
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
  const gone = once(child, 'exit')
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal)
    const [code] = await gone
    return { code, output }
  }
  for (const giveUp = Date.now() + READY_MS; !(await isHealthy(url)); await pause(100)) {
    if (child.exitCode !== null || Date.now() > giveUp) throw new Error(`the app did not start:\n${output}`)
  }
  return { url, port, pid: child.pid, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}

/** Fills the database of a running app with the small community. */
export async function seedApp(dataDir: string) {
  const env = { ...process.env, ...embedded, KITH_DATA_DIR: dataDir }
  await promisify(execFile)(process.execPath, ['scripts/run.mjs', 'scripts/seed.ts'], { env })
}

/** Gives somebody of the app that Playwright's setup has started the pro plan, as its host would. */
export async function givePro(username: string) {
  const env = { ...process.env, ...embedded, KITH_DATA_DIR: process.env.KITH_TEST_DATA ?? '' }
  await promisify(execFile)(process.execPath, ['scripts/run.mjs', 'scripts/admin.ts', 'plan', username, 'pro'], { env })
}

/** What the developer's own environment says about outside parts is not for tests. */
const embedded = Object.fromEntries(
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
