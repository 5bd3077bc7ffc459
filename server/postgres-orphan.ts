import 'server-only'
import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { codeOf, OperatorError } from './operator-errors'

export type Postmaster = { pid: number; port: number; ready: boolean }

/** Reads postmaster.pid in the cluster's directory; the process it names may have ended. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    const [pid, port] = [Number(lines[0]), Number(lines[3])]
    // A file without a pid is being written now or was truncated: treated like a missing file.
    return pid > 0 ? { pid, port, ready: lines[7]?.trim() === 'ready' } : undefined
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Returns the PostgreSQL process that runs on this directory, or undefined. */
export function findRunning(cluster: string): Postmaster | undefined {
  const postmaster = readPostmaster(cluster)
  return postmaster && isPostgresOf(postmaster.pid, cluster) ? postmaster : undefined
}

/**
 * Stops the PostgreSQL that survived a SIGKILL of the process that started it.
 * Never signals a process that is not a PostgreSQL of this directory.
 */
export async function stopOrphan(cluster: string) {
  const recorded = readPostmaster(cluster)
  if (!recorded) return
  const running = findRunning(cluster)
  if (running) await stopProcess(running.pid)
  // PostgreSQL refuses to start while the recorded pid belongs to another process or a zombie. Removing the file is
  // safe: PostgreSQL's shared memory still protects the files.
  if (isPidInUse(recorded.pid)) rmSync(join(cluster, 'postmaster.pid'), { force: true })
}

async function stopProcess(pid: number) {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    process.kill(pid, signal)
    for (const deadline = Date.now() + 10_000; Date.now() < deadline; await pause(20)) if (!isAlive(pid)) return
  }
  throw new OperatorError(`The PostgreSQL of an earlier start (process ${pid}) does not stop: end it and start again.`)
}

/** Returns whether a process with this pid runs; a zombie has ended and is only not reaped yet. */
export const isAlive = (pid: number) => isPidInUse(pid) && !/^[ZX]/.test(stateOf(pid))

/** Returns the process state as `ps` names it, or an empty string where it is not available. */
function stateOf(pid: number) {
  if (process.platform === 'win32') return ''
  if (process.platform !== 'linux') return spawnSync('ps', ['-o', 'stat=', '-p', `${pid}`], { encoding: 'utf8' }).stdout
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? ''
  } catch {
    return ''
  }
}

/** Returns whether the pid is in use, also by a zombie. */
function isPidInUse(pid: number) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

function isPostgresOf(pid: number, cluster: string) {
  if (!isAlive(pid)) return false
  if (process.platform !== 'linux') return commandLine(pid).includes(cluster)
  try {
    // The working directory of a postmaster is its data directory; a zombie has none.
    const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
    return name === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === cluster
  } catch {
    return false // It ended meanwhile or belongs to another user, so it is not ours.
  }
}

function commandLine(pid: number) {
  const [program, ...args] =
    process.platform === 'win32'
      ? [
          'powershell',
          '-NoProfile',
          '-Command',
          `(Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}').CommandLine`,
        ]
      : ['ps', '-o', 'command=', '-p', String(pid)]
  return spawnSync(program ?? '', args, { encoding: 'utf8', windowsHide: true }).stdout ?? ''
}
