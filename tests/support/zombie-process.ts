import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { expect, onTestFinished } from 'vitest'

/** Returns the fields of /proc/<pid>/stat after the name: the 1st is the state, the 20th the start time. */
export const processFields = (pid: number) =>
  readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []

/**
 * Starts a process whose parent never reaps it. Returns its pid and `end`, which makes it a zombie; the pid is in use
 * until the test ends.
 */
export async function startUnreaped() {
  const parent = spawn('sh', ['-c', 'sleep 1000 & echo $!; exec sleep 1000'], { stdio: ['ignore', 'pipe', 'ignore'] })
  onTestFinished(() => void parent.kill('SIGKILL'))
  const pid = Number(String((await once(parent.stdout, 'data'))[0]))
  // A shell may reap its children; the `sleep` that replaces it does not.
  await expect.poll(() => readFileSync(`/proc/${parent.pid}/comm`, 'utf8').trim()).toBe('sleep')
  const end = async () => {
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => processFields(pid)[0]).toBe('Z')
  }
  return { pid, end }
}
