// @ts-check
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startVitest } from 'vitest/node'
import { freePort } from '../server/free-port.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const DIRECTORY = resolve(ROOT, process.env.KITH_DATA_DIR ?? '.kith', 'soketi')
const PROGRAM = join(DIRECTORY, 'node_modules/@soketi/soketi/bin/server.js')
const HOST = '127.0.0.1'
const APP = { appId: 'conformance', key: 'conformance-key', secret: 'conformance-secret' }
const START_TIMEOUT_MS = 20_000

/** The µWebSockets build of Soketi needs old Node versions; the replacement is ABI-compatible and runs on Node 20. */
const PACKAGE = {
  name: 'soketi-for-compatibility-tests',
  private: true,
  dependencies: { '@soketi/soketi': '1.6.1' },
  overrides: { 'uWebSockets.js': 'npm:@trufflesuite/uws-js-unofficial@20.30.0-unofficial.0' },
}

await main().catch((error) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})

async function main() {
  installSoketi()
  const ports = await freePorts()
  const soketi = startSoketi(ports)
  // Ctrl-C reaches both processes; a SIGTERM reaches only this one and would leave Soketi running.
  process.once('SIGTERM', () => {
    soketi.kill('SIGKILL')
    process.exit(143)
  })
  try {
    await untilReady(soketi, ports.api)
    console.log(`Soketi 1.6.1 answers on port ${ports.api} (pid ${soketi.pid})`)
    await runConformanceSuite({ ...APP, host: HOST, port: ports.api, webhookPort: ports.webhook })
  } finally {
    await stop(soketi)
  }
}

function installSoketi() {
  if (existsSync(PROGRAM)) return
  console.log(`Installing Soketi 1.6.1 into ${DIRECTORY} …`)
  mkdirSync(DIRECTORY, { recursive: true })
  writeFileSync(join(DIRECTORY, 'package.json'), `${JSON.stringify(PACKAGE, null, 2)}\n`)
  const options = { cwd: DIRECTORY, stdio: /** @type {const} */ ('inherit'), shell: process.platform === 'win32' }
  const { status } = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], options)
  if (status !== 0) throw new Error(`npm could not install Soketi (exit code ${status})`)
}

/** @param {Awaited<ReturnType<typeof freePorts>>} ports */
function startSoketi(ports) {
  const webhooks = [
    { url: `http://${HOST}:${ports.webhook}/webhook`, event_types: ['channel_occupied', 'channel_vacated'] },
  ]
  const settings = {
    SOKETI_HOST: HOST,
    SOKETI_PORT: ports.api,
    SOKETI_METRICS_HOST: HOST,
    SOKETI_METRICS_SERVER_PORT: ports.metrics,
    SOKETI_CLUSTER_HOST: HOST,
    SOKETI_CLUSTER_PORT: ports.cluster,
    SOKETI_CLUSTER_UNICAST_ADDRESSES: HOST,
    SOKETI_DEFAULT_APP_ID: APP.appId,
    SOKETI_DEFAULT_APP_KEY: APP.key,
    SOKETI_DEFAULT_APP_SECRET: APP.secret,
    SOKETI_DEFAULT_APP_USER_AUTHENTICATION: true,
    SOKETI_DEFAULT_APP_WEBHOOKS: JSON.stringify(webhooks),
    // The defaults of Soketi, 200 characters and 100 KB, are higher than the limits of the hosted service.
    SOKETI_CHANNEL_LIMITS_MAX_NAME_LENGTH: 164,
    SOKETI_EVENT_MAX_SIZE_IN_KB: 10,
    SOKETI_SHUTDOWN_GRACE_PERIOD: 100,
  }
  const texts = Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)]))
  const env = { ...process.env, ...texts }
  return spawn(process.execPath, [PROGRAM, 'start'], { cwd: DIRECTORY, env, stdio: ['ignore', 'ignore', 'inherit'] })
}

/**
 * @param {import('node:child_process').ChildProcess} soketi
 * @param {number} port
 */
async function untilReady(soketi, port) {
  const deadline = Date.now() + START_TIMEOUT_MS
  while (!(await answers(port))) {
    if (soketi.exitCode !== null) throw new Error(`Soketi stopped at once (exit code ${soketi.exitCode})`)
    if (Date.now() > deadline) throw new Error(`Soketi did not answer within ${START_TIMEOUT_MS / 1000} seconds`)
    await new Promise((next) => setTimeout(next, 100))
  }
}

/** @param {number} port */
async function answers(port) {
  try {
    return (await fetch(`http://${HOST}:${port}/ready`)).ok
  } catch {
    return false
  }
}

/** @param {import('../server/realtime/conformance/broker.ts').BrokerAddress} soketi */
async function runConformanceSuite(soketi) {
  const config = join(ROOT, 'server/realtime/conformance/vitest.config.ts')
  const vitest = await startVitest('test', [], { root: ROOT, config, watch: false, provide: { soketi } })
  await vitest.close()
}

/** @param {import('node:child_process').ChildProcess} soketi */
async function stop(soketi) {
  if (soketi.exitCode !== null) return
  const ended = once(soketi, 'exit')
  soketi.kill('SIGTERM')
  await ended
}

async function freePorts() {
  const [api, webhook, metrics, cluster] = await Promise.all([freePort(), freePort(), freePort(), freePort()])
  return { api, webhook, metrics, cluster }
}
