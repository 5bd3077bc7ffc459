// @ts-check
import { spawn } from 'node:child_process'

/** An error that only the operator can fix; `message` is one sentence with the remedy. */
export class StartError extends Error {}

const MIN_NODE = [20, 19]

/** Throws StartError if this Node is older than MIN_NODE. */
export function assertNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [minMajor = 0, minMinor = 0] = MIN_NODE
  if (major > minMajor || (major === minMajor && minor >= minMinor)) return
  throw new StartError(
    `Kith needs Node ${MIN_NODE.join('.')} or newer, and this is ${process.versions.node}: update Node.`,
  )
}

const NOTICE_DELAY_MS = 1500 // A step that takes longer prints its name before it ends.

/** Runs `work` and prints its name and duration. @type {<T>(name: string, work: () => Promise<T> | T) => Promise<T>} */
export async function step(name, work) {
  const startedAt = performance.now()
  const notice = setTimeout(() => console.log(`   …     ${name}`), NOTICE_DELAY_MS)
  try {
    const result = await work()
    console.log(`${secondsSince(startedAt).padStart(6)} s  ${name}`)
    return result
  } finally {
    clearTimeout(notice)
  }
}

/** @param {number} startedAt a performance.now() */
export const secondsSince = (startedAt) => ((performance.now() - startedAt) / 1000).toFixed(1)

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set()

/** Terminates the programs that `run` has started and that still run. */
export const endChildren = () => {
  for (const child of children) child.kill('SIGTERM')
}

/**
 * Runs a program without standard input and resolves when it ends.
 * @param {string} program @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, show?: boolean }} [options] `show` prints its output while it runs
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(program, args, { env = process.env, show = false } = {}) {
  return new Promise((resolve, reject) => {
    const isScript = process.platform === 'win32' && program === 'npm'
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], shell: isScript, windowsHide: true })
    children.add(child)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text
        if (show) process.stdout.write(text)
      })
    }
    child.once('error', reject)
    child.once('close', (code) => {
      children.delete(child)
      resolve({ code: code ?? 1, output })
    })
  })
}

/**
 * Runs a program and prints its output only if it fails, then throws StartError; `remedy` is the end of its sentence.
 * @param {string} program @param {string[]} args @param {string} remedy @param {NodeJS.ProcessEnv} [env]
 */
export async function runQuietly(program, args, remedy, env) {
  const { code, output } = await run(program, args, env ? { env } : {}).catch((cause) => {
    throw new StartError(`${program} cannot be run (${cause.message}): ${remedy}`)
  })
  if (code === 0) return
  process.stderr.write(output)
  throw new StartError(`"${[program, ...args].join(' ')}" failed, see above: ${remedy}`)
}
