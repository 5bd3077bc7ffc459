// @ts-check
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { StartError } from './console.mjs'

/**
 * Locks a data directory, so that only one Kith runs on it; throws StartError if it is locked. Returns a function that
 * releases the lock.
 * @param {string} dataDir
 */
export function lockDataDirectory(dataDir) {
  const { release, holder } = tryLock(dataDir)
  if (release) return release
  throw new StartError(
    `Kith is already running on ${dataDir} (process ${holder}): stop it, or set another KITH_DATA_DIR.`,
  )
}

/**
 * Locks a data directory. Returns a function that releases it, or the pid of the holder.
 * @param {string} dataDir @returns {{ release?: () => void, holder?: string }}
 */
export function tryLock(dataDir) {
  return withDiskErrors(dataDir, () => {
    // The PostgreSQL of root runs as another user, who must be able to enter this directory.
    makeDirectory(resolve(dataDir), process.getuid?.() === 0 ? 0o711 : 0o700)
    const file = join(dataDir, 'kith.pid')
    const holder = acquire(file)
    return holder ? { holder } : { release: () => rmSync(file, { force: true }) }
  })
}

/**
 * Waits for the build lock of a checkout and takes it. Returns a function that releases it.
 * @param {string} folder
 */
export async function waitForLock(folder) {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'build.pid')
  while (acquire(file)) await pause(200)
  return () => rmSync(file, { force: true })
}

/**
 * Creates a directory and its parents. Node's recursive mkdir never returns below /proc, where creating a directory in an
 * existing one fails with ENOENT.
 * @param {string} path absolute @param {number} mode
 */
function makeDirectory(path, mode) {
  if (existsSync(path) && statSync(path).isDirectory()) return
  if (!existsSync(dirname(path))) makeDirectory(dirname(path), mode)
  try {
    mkdirSync(path, { mode })
  } catch (error) {
    // An existing directory was created by another start meanwhile.
    if (!isCode(error, 'EEXIST') || !statSync(path).isDirectory()) throw error
  }
}

/** @param {unknown} error @param {string} code */
const isCode = (error, code) => error instanceof Error && 'code' in error && error.code === code

/** @template T @param {string} dataDir @param {() => T} work @returns {T} */
function withDiskErrors(dataDir, work) {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new StartError(
      `Cannot write to ${dataDir} (${error.message}): give this user the directory, or set KITH_DATA_DIR.`,
    )
  }
}

/** Takes the lock, or returns the pid of its holder. @param {string} file @returns {string | undefined} */
function acquire(file) {
  try {
    writeFileSync(file, `${process.pid} ${identityOf(process.pid)}`, { flag: 'wx', mode: 0o600 })
    return
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  }
  const [pid = '', ...identityParts] = readFileSync(file, 'utf8').split(' ')
  const identity = identityParts.join(' ') // Empty in a file that was truncated by a crash.
  if (identity && identity === identityOf(Number(pid)) && Number(pid) !== process.pid) return pid
  rmSync(file, { force: true })
  return acquire(file)
}

/** Distinguishes a process from a later one with the same pid; empty if none runs. @param {number} pid */
function identityOf(pid) {
  if (process.platform === 'linux') return linuxIdentity(pid)
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!isCode(error, 'EPERM')) return ''
  }
  return process.platform === 'win32' ? 'alive' : unixIdentity(pid)
}

/** Returns the start time. @param {number} pid */
function unixIdentity(pid) {
  const [state = '', ...started] = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', `${pid}`])
    .stdout.toString()
    .trim()
    .split(/\s+/)
  return isDead(state) ? '' : started.join(' ')
}

/** Returns whether a process state means that it has ended, reaped or not. @param {string} state */
const isDead = (state) => /^[ZX]/.test(state)

/** Returns the boot id and the start time since that boot. @param {number} pid */
function linuxIdentity(pid) {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const [state = '', ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return isDead(state) ? '' : `${boot}/${fields[18]}`
  } catch {
    return ''
  }
}
