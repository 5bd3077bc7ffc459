// @ts-check
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { StartError } from './console.mjs'

/**
 * One start at a time on a data directory. Returns what gives it back.
 * @param {string} dataDir
 */
export function lockDataDirectory(dataDir) {
  const { release, holder } = tryLock(dataDir)
  if (release) return release
  throw new StartError(
    `Kith is already running on ${dataDir} (process ${holder}): stop it, or set another KITH_DATA_DIR.`,
  )
}

/** @param {string} dataDir @returns {{ release?: () => void, holder?: string }} */
export function tryLock(dataDir) {
  return onDisk(dataDir, () => {
    // Root's PostgreSQL runs as another user, who has to pass through here.
    makeDirectory(resolve(dataDir), process.getuid?.() === 0 ? 0o711 : 0o700)
    const file = join(dataDir, 'kith.pid')
    const holder = take(file)
    return holder ? { holder } : { release: () => rmSync(file, { force: true }) }
  })
}

/**
 * One build at a time in a checkout: waits for its turn. Returns what gives it back.
 * @param {string} folder
 */
export async function waitForLock(folder) {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'build.pid')
  while (take(file)) await pause(200)
  return () => rmSync(file, { force: true })
}

/**
 * Makes a directory and those above it. Node's own recursive mkdir never returns below /proc, where a directory that
 * exists says that its child cannot.
 * @param {string} path absolute @param {number} mode
 */
function makeDirectory(path, mode) {
  if (existsSync(path) && statSync(path).isDirectory()) return
  if (!existsSync(dirname(path))) makeDirectory(dirname(path), mode)
  try {
    mkdirSync(path, { mode })
  } catch (error) {
    if (!isCode(error, 'EEXIST') || !statSync(path).isDirectory()) throw error // Made by another start meanwhile.
  }
}

/** @param {unknown} error @param {string} code */
const isCode = (error, code) => error instanceof Error && 'code' in error && error.code === code

/** @template T @param {string} dataDir @param {() => T} work @returns {T} */
function onDisk(dataDir, work) {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new StartError(
      `Cannot write to ${dataDir} (${error.message}): give this user the directory, or set KITH_DATA_DIR.`,
    )
  }
}

/** Takes the lock, or answers who holds it. @param {string} file @returns {string | undefined} */
function take(file) {
  try {
    writeFileSync(file, `${process.pid} ${identityOf(process.pid)}`, { flag: 'wx', mode: 0o600 })
    return
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  }
  const [pid = '', ...words] = readFileSync(file, 'utf8').split(' ')
  const identity = words.join(' ') // Empty in a file that a crash has cut off.
  if (identity && identity === identityOf(Number(pid)) && Number(pid) !== process.pid) return pid
  rmSync(file, { force: true })
  return take(file)
}

/** Tells a process from a later one with the same number; empty when none runs. @param {number} pid */
function identityOf(pid) {
  if (process.platform === 'linux') return linuxIdentity(pid)
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!isCode(error, 'EPERM')) return ''
  }
  return process.platform === 'win32' ? 'alive' : unixIdentity(pid)
}

/** When it was started. @param {number} pid */
function unixIdentity(pid) {
  const [state = '', ...started] = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', `${pid}`])
    .stdout.toString()
    .trim()
    .split(/\s+/)
  return isDead(state) ? '' : started.join(' ')
}

/** Whether a process state is that of one that has ended and only was not reaped. @param {string} state */
const isDead = (state) => /^[ZX]/.test(state)

/** Boot and start time within it. @param {number} pid */
function linuxIdentity(pid) {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const [state = '', ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return isDead(state) ? '' : `${boot}/${fields[18]}`
  } catch {
    return ''
  }
}
