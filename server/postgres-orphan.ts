import 'server-only'
import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { codeOf, OperatorError } from './operator-errors'

export type Postmaster = { pid: number; port: number; ready: boolean }

/** What postmaster.pid in this cluster's directory says; the process it names may be long gone. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    const [pid, port] = [Number(lines[0]), Number(lines[3])]
    // A file without a pid is being written right now or was cut off: as good as none.
    return pid > 0 ? { pid, port, ready: lines[7]?.trim() === 'ready' } : undefined
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** The PostgreSQL that runs on this very directory, if one does. */
export function findRunning(cluster: string): Postmaster | undefined {
  const postmaster = readPostmaster(cluster)
  return postmaster && isPostgresOf(postmaster.pid, cluster) ? postmaster : undefined
}

/**
 * PostgreSQL survives a SIGKILL of the process that started it: stops the one that was left behind.
 * Never signals a process that is not a postgres of this very directory.
 */
export async function stopOrphan(cluster: string) {
  const recorded = readPostmaster(cluster)
  if (!recorded) return
  const running = findRunning(cluster)
  if (running) await stopProcess(running.pid)
  // A number that belongs to another process or to a zombie would make PostgreSQL refuse to start. Its shared memory
  // still guards the files.
  if (hasNumber(recorded.pid)) rmSync(join(cluster, 'postmaster.pid'), { force: true })
}

async function stopProcess(pid: number) {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    process.kill(pid, signal)
    for (const end = Date.now() + 10_000; Date.now() < end; await pause(20)) if (!isAlive(pid)) return
  }
  throw new OperatorError(`The PostgreSQL of an earlier start (process ${pid}) does not stop: end it and start again.`)
}

/** Whether a process runs under the number; a zombie has ended and only was not reaped. */
export const isAlive = (pid: number) => hasNumber(pid) && !/^[ZX]/.test(stateOf(pid))

/** The state as `ps` names it; empty where there is none to be had. */
function stateOf(pid: number) {
  if (process.platform === 'win32') return ''
  if (process.platform !== 'linux') return spawnSync('ps', ['-o', 'stat=', '-p', `${pid}`], { encoding: 'utf8' }).stdout
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? ''
  } catch {
    return ''
  }
}

/** Whether the number is taken, be it by a zombie. */
function hasNumber(pid: number) {
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
    // A postmaster works in its data directory; a zombie has none.
    const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
    return name === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === cluster
  } catch {
    return false // Gone meanwhile, or another user's: not ours either way.
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
