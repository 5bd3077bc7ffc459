// @ts-check
import { spawn } from 'node:child_process'

/** Something only the host can mend; `message` is one sentence with the remedy. */
export class StartError extends Error {}

const OLDEST_NODE = [20, 19]

/** Everything else here is written for this Node or a newer one. */
export function assertNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return
  throw new StartError(
    `Kith needs Node ${OLDEST_NODE.join('.')} or newer, and this is ${process.versions.node}: update Node.`,
  )
}

const SILENCE_MS = 1500 // A step that takes longer says what it is doing.

/** @type {<T>(name: string, work: () => Promise<T> | T) => Promise<T>} */
export async function step(name, work) {
  const begun = performance.now()
  const notice = setTimeout(() => console.log(`   …     ${name}`), SILENCE_MS)
  try {
    const result = await work()
    console.log(`${secondsSince(begun).padStart(6)} s  ${name}`)
    return result
  } finally {
    clearTimeout(notice)
  }
}

/** @param {number} begun a performance.now() */
export const secondsSince = (begun) => ((performance.now() - begun) / 1000).toFixed(1)

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set()

/** Ends what `run` has started and not yet seen end. */
export const endChildren = () => {
  for (const child of children) child.kill('SIGTERM')
}

/**
 * Runs a program to its end with nothing on its standard input.
 * @param {string} program @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, show?: boolean }} [options] `show` passes its output on while it runs
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
 * Runs a program whose output matters only when it fails; `remedy` ends the sentence shown then.
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
