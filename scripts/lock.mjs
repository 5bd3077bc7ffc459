// @ts-check
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { StartError } from './steps.mjs'

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
    mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
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
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const [pid = '', ...identity] = readFileSync(file, 'utf8').split(' ')
  if (identity.join(' ') === identityOf(Number(pid)) && Number(pid) !== process.pid) return pid
  rmSync(file, { force: true })
  return take(file)
}

/** Tells a process from a later one with the same number; empty when there is none. @param {number} pid */
function identityOf(pid) {
  if (process.platform === 'linux') return linuxIdentity(pid)
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return ''
  }
  return process.platform === 'win32'
    ? 'alive'
    : spawnSync('ps', ['-o', 'lstart=', '-p', `${pid}`])
        .stdout.toString()
        .trim()
}

/** Boot and start time within it. @param {number} pid */
function linuxIdentity(pid) {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const started = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19]
    return `${boot}/${started}`
  } catch {
    return ''
  }
}
