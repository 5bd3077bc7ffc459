import 'server-only'
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, realpathSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from './free-port.mjs'
import { OperatorError } from './operator-errors'
import { type Binaries, findBinaries } from './postgres-binaries'
import { DATABASE, prepareCluster, USER } from './postgres-cluster'
import { findRunning, readPostmaster, stopOrphan } from './postgres-orphan'
import { choosePostgresUser, type PostgresUser } from './postgres-user'

/** Settings for a small machine: little memory, few idle processes, full durability. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  // No Unix socket: no client uses one, and its path may be longer than the system allows.
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '128MB',
  max_wal_size: '1GB',
  // No replication and no worker processes for it.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  io_method: 'sync',
  jit: 'off',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Log starts, stops and crashes, but no statements: they contain what users wrote.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
}

type Cluster = {
  path: string
  log: string
  binaries: Binaries
  identity: PostgresUser
  settings: Record<string, string>
  startTimeoutMs: number
}
type Running = { process: ChildProcess; port: number }
type Options = {
  password: string
  /** Overrides of SETTINGS. */
  settings?: Record<string, string>
  /** Called when PostgreSQL ended by itself and could not be restarted. */
  onLost?: (error: unknown) => void
  /**
   * Milliseconds during which a failed start is retried; after a kill -9 the old backends hold the shared memory for a
   * moment. 10 000 by default.
   */
  startTimeoutMs?: number
}

const START_TIMEOUT_MS = 10_000
const STOP_TIMEOUT_MS = 30_000

/** Runs PostgreSQL on `dataDir`/postgres, created by the first call. Throws OperatorError when that is impossible. */
export async function startPostgres(dataDir: string, options: Options) {
  const root = realpathSync(dataDir)
  const binaries = findBinaries()
  const identity = choosePostgresUser(root, binaries.folder)
  const isDurable = options.settings?.fsync !== 'off'
  const path = prepareCluster({ dataDir: root, password: options.password, binaries, identity, isDurable })
  await stopOrphan(path)
  const log = join(root, 'postgres.log')
  // Keep one older log, which shows why the last run ended.
  if (existsSync(log)) renameSync(log, `${log}.old`)
  const cluster = {
    path,
    log,
    binaries,
    identity,
    settings: { ...SETTINGS, ...options.settings },
    startTimeoutMs: options.startTimeoutMs ?? START_TIMEOUT_MS,
  }
  const first = await launchWithRetries(cluster)
  return { url: urlOf(first.port, options.password), stop: supervise(cluster, first, options.onLost) }
}

/** Returns the URL of the PostgreSQL that a running Kith has started on `dataDir`, or undefined. */
export function findPostgres(dataDir: string, password: string) {
  const running = existsSync(dataDir) ? findRunning(join(realpathSync(dataDir), 'postgres')) : undefined
  return running && urlOf(running.port, password)
}

const urlOf = (port: number, password: string) => `postgres://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`

/** Restarts PostgreSQL on the same port when it ends by itself. Returns a function that stops it permanently. */
function supervise(cluster: Cluster, first: Running, onLost: Options['onLost']) {
  let { process: current } = first
  let stopping = false
  const watch = () =>
    current.once('exit', () => {
      if (stopping) return
      launchWithRetries(cluster, first.port).then((next) => {
        current = next.process
        watch()
      }, onLost)
    })
  const interrupt = () => signal(current, cluster, 'SIGINT')
  watch()
  // Stop PostgreSQL however this process ends, except by SIGKILL.
  process.once('exit', interrupt)
  return async () => {
    stopping = true
    process.off('exit', interrupt)
    await end(current, cluster)
  }
}

async function end(child: ChildProcess, cluster: Cluster) {
  if (hasEnded(child)) return
  const exited = new Promise((resolve) => child.once('exit', resolve))
  signal(child, cluster, 'SIGINT')
  const quitTimer = setTimeout(() => child.kill('SIGQUIT'), STOP_TIMEOUT_MS)
  await exited
  clearTimeout(quitTimer)
}

function signal(child: ChildProcess, { binaries, path }: Cluster, name: 'SIGINT' | 'SIGQUIT') {
  // Windows has no signals: a kill there would crash PostgreSQL.
  if (process.platform === 'win32') spawn(binaries.pgCtl, ['stop', '-D', path, '-m', 'fast'], { windowsHide: true })
  else child.kill(name)
}

async function launchWithRetries(cluster: Cluster, port?: number): Promise<Running> {
  for (const deadline = Date.now() + cluster.startTimeoutMs; ; await pause(200)) {
    const running = await launch(cluster, port ?? (await freePort()))
    if (running) return running
    if (Date.now() > deadline)
      throw new OperatorError(`PostgreSQL does not start: ${lastLogMessage(cluster.log)} (${cluster.log}).`)
  }
}

/**
 * Resolves when PostgreSQL accepts connections, which may take long after a crash, or with undefined when the process
 * ended instead.
 */
async function launch({ path, log, binaries, identity, settings }: Cluster, port: number) {
  const flags = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const [command, args] = identity.wrap(binaries.postgres, ['-D', path, ...flags])
  const output = openSync(log, 'a', 0o600)
  // Detached, so that Ctrl-C in the terminal reaches only the app, which stops PostgreSQL last.
  const child = spawn(command, args, {
    ...identity.spawnAs,
    cwd: path,
    detached: true,
    stdio: ['ignore', output, output],
    windowsHide: true,
  })
  closeSync(output)
  child.on('error', () => undefined) // A failed spawn is detected by the missing pid.
  while (child.pid !== undefined && !hasEnded(child)) {
    const postmaster = readPostmaster(path)
    if (postmaster?.pid === child.pid && postmaster.ready) return { process: child, port }
    await pause(10)
  }
  return undefined
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

function lastLogMessage(log: string) {
  const lines = readFileSync(log, 'utf8').trim().split('\n')
  return lines.findLast((line) => line.includes('FATAL'))?.replace(/^.*FATAL:\s*/, '') ?? lines.at(-1) ?? 'no message'
}
