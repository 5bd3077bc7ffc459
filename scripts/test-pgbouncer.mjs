// @ts-check
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { freePort } from '../server/free-port.mjs'
import { bundle, ensureBuilt } from './build.mjs'
import { run } from './console.mjs'
import { ensureInstalled } from './install.mjs'

/** Tests Kith behind the PgBouncer of this machine in each of its modes. */
const PASSWORD = 'a-password-of-this-run'
const START_TIMEOUT_MS = 10_000

/** @typedef {{ mode: 'session' | 'transaction', direct: boolean }} Setup */
/** @type {Setup[]} */
const SETUPS = [
  { mode: 'transaction', direct: false },
  { mode: 'transaction', direct: true },
  { mode: 'session', direct: false },
]

let passed = 0
let failed = 0

/** @param {string} name @param {boolean} isPassed @param {string} [output] */
function report(name, isPassed, output = '') {
  console.log(`${isPassed ? 'passed' : 'FAILED'}  ${name}`)
  if (isPassed) passed++
  else {
    failed++
    console.log(output)
  }
}

await main().catch((error) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})

async function main() {
  if (spawnSync('pgbouncer', ['--version']).error)
    throw new Error('pgbouncer is not on the PATH: install it (Debian: apt-get install pgbouncer) and try again.')
  await ensureInstalled()
  await ensureBuilt()
  const { startPostgres } = await import(pathToFileURL(await bundle('server/postgres.ts')).href)
  const folder = mkdtempSync(join(tmpdir(), 'kith-pgbouncer-'))
  chmodSync(folder, 0o755)
  const { url, stop } = await startPostgres(folder, { password: PASSWORD })
  try {
    for (const setup of SETUPS) await runBehind(folder, url, setup)
    await refuseStatementMode(folder, url)
  } finally {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  }
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
}

/** @param {string} folder @param {string} url of PostgreSQL @param {Setup} setup */
async function runBehind(folder, url, { mode, direct }) {
  const name = `${mode} mode${direct ? ' with DATABASE_DIRECT_URL' : ''}`
  const pooler = await startPooler(folder, url, mode)
  try {
    const { detectPooling } = await import(pathToFileURL(await bundle('db/pooling.ts')).href)
    const detected = await detectPooling(pooler.url)
    report(`${name}: detected as ${detected}`, detected === mode)
    const env = { ...process.env, KITH_POOLER_URL: pooler.url, KITH_POOLER_DIRECT_URL: direct ? url : '' }
    const suite = ['node_modules/@playwright/test/cli.js', 'test', '--config', 'e2e/pooler/playwright.config.ts']
    const { code, output } = await run(process.execPath, suite, { env })
    report(`${name}: thirty people in parallel, and sessions that end`, code === 0, output)
  } finally {
    await pooler.stop()
  }
}

/** @param {string} folder @param {string} url */
async function refuseStatementMode(folder, url) {
  const pooler = await startPooler(folder, url, 'statement')
  try {
    const data = join(folder, 'refused')
    const env = { ...process.env, DATABASE_URL: pooler.url, KITH_DATA_DIR: data, PORT: '0' }
    const { code, output } = await run(process.execPath, ['scripts/start.mjs'], { env })
    const isSentence = /^Kith cannot start: .*set the pooler to session or transaction mode\.$/m.test(output)
    report('statement mode: refused in one sentence', code === 1 && isSentence, output)
  } finally {
    await pooler.stop()
  }
}

/** @param {string} folder @param {string} url @param {string} mode */
async function startPooler(folder, url, mode) {
  const { port: serverPort, username, pathname } = new URL(url)
  const port = await freePort()
  const directory = join(folder, `pooler-${mode}-${port}`)
  mkdirSync(directory)
  writeFileSync(join(directory, 'users.txt'), `"${username}" "${PASSWORD}"\n`)
  const settings = [
    '[databases]',
    `* = host=127.0.0.1 port=${serverPort}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = scram-sha-256',
    `auth_file = ${join(directory, 'users.txt')}`,
    `pool_mode = ${mode}`,
    'max_client_conn = 200',
    'default_pool_size = 20',
  ]
  writeFileSync(join(directory, 'pgbouncer.ini'), `${settings.join('\n')}\n`)
  // PgBouncer refuses to run as root.
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
  const child = spawn('pgbouncer', ['-q', join(directory, 'pgbouncer.ini')], {
    ...user,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  process.once('exit', () => child.kill())
  let output = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output += text
  })
  for (const deadline = Date.now() + START_TIMEOUT_MS; !(await acceptsConnections(port)); await pause(50))
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`PgBouncer did not start:\n${output}`)
  const stop = async () => {
    const exited = once(child, 'exit')
    child.kill('SIGTERM')
    await exited
  }
  return { url: `postgres://${username}:${PASSWORD}@127.0.0.1:${port}${pathname}`, stop }
}

/** @param {number} port @returns {Promise<boolean>} */
function acceptsConnections(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.end()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
