// @ts-check
import { readFileSync } from 'node:fs'
import { endChildren } from './console.mjs'

const REPEATED_SIGNAL_MS = 1000 // npm and the terminal both forward the same Ctrl-C.
const PARENT_CHECK_INTERVAL_MS = 500

/**
 * Stops the process in order: on Ctrl-C, on SIGTERM, and when the npm that started it has ended.
 * @returns {{
 *   onStop: (release: () => Promise<void> | void) => void,
 *   stop: (code: number) => Promise<void>,
 *   isStopping: () => boolean,
 * }}
 */
export function createLifecycle() {
  /** @type {(() => Promise<void> | void)[]} */
  const releases = []
  let stoppingSince = 0

  /** @param {number} code */
  async function stop(code) {
    if (stoppingSince) return
    stoppingSince = Date.now()
    endChildren()
    for (let release = releases.pop(); release; release = releases.pop()) {
      try {
        await release()
      } catch (error) {
        console.error(error)
      }
    }
    process.exit(code)
  }

  const onSignal = () => {
    if (stoppingSince && Date.now() - stoppingSince > REPEATED_SIGNAL_MS) process.exit(1)
    stop(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal)
  watchParents(() => stop(0))
  return { onStop: (release) => releases.push(release), stop, isStopping: () => stoppingSince > 0 }
}

/**
 * Calls `onGone` when npm has ended: npm does not always forward SIGTERM, and cannot forward SIGKILL. Only npm is watched;
 * a server that was started directly may outlive its parent.
 * @param {() => void} onGone
 */
function watchParents(onGone) {
  if (!process.env.npm_lifecycle_event) return
  const isNpmParent = textOf(process.ppid, 'comm').startsWith('npm')
  // A shell between npm and this process may outlive npm.
  const parents = () => (isNpmParent ? `${process.ppid}` : `${process.ppid} ${parentOf(process.ppid)}`)
  const before = parents()
  setInterval(() => parents() !== before && onGone(), PARENT_CHECK_INTERVAL_MS).unref()
}

/** @param {number} pid */
const parentOf = (pid) => textOf(pid, 'stat').split(') ').at(-1)?.split(' ')[1]

/** Reads a file of /proc; returns an empty string where there is none. @param {number} pid @param {string} file */
function textOf(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
