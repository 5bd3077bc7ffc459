// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { freePort } from '../server/free-port.mjs'
import { StartError } from './console.mjs'

/**
 * A page of a browser, controlled by the browser's automation protocol.
 * @typedef {object} Browser
 * @property {(url: string) => Promise<void>} goto
 * @property {(expression: string) => Promise<any>} evaluate the JSON value of an expression in the page
 * @property {(text: string) => Promise<void>} type sends real key presses to the focused element
 * @property {() => Promise<void>} close
 */

const START_TIMEOUT_MS = 30_000
/** Key value of Enter in both protocols (WebDriver, "keyboard actions"). */
export const ENTER = '\uE007'

/** Returns the key presses of a text in the format of both protocols. @param {string} text */
const keyActions = (text) => [
  {
    type: 'key',
    id: 'keyboard',
    actions: Array.from(text).flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]),
  },
]

/** Opens Firefox, controlled by WebDriver BiDi. @returns {Promise<Browser>} */
export async function openFirefox() {
  const profile = mkdtempSync(join(tmpdir(), 'kith-firefox-'))
  const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', `${await freePort()}`]
  const { child, line } = await startProgram('firefox-esr', args, /WebDriver BiDi listening on (ws:\S+)/)
  const socket = new WebSocket(`${line}/session`)
  await once(socket, 'open')
  const send = commandsOver(socket)
  await send('session.new', { capabilities: {} })
  const { contexts } = await send('browsingContext.getTree', {})
  const context = contexts[0].context
  return {
    goto: async (url) => void (await send('browsingContext.navigate', { context, url, wait: 'complete' })),
    async evaluate(expression) {
      const script = { expression: `JSON.stringify(${expression})`, target: { context }, awaitPromise: true }
      const { result, exceptionDetails } = await send('script.evaluate', script)
      if (exceptionDetails) throw new Error(exceptionDetails.text)
      return result.value === undefined ? undefined : JSON.parse(result.value)
    },
    type: (text) => send('input.performActions', { context, actions: keyActions(text) }),
    async close() {
      socket.close()
      await endProgram(child)
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

/** @param {WebSocket} socket */
function commandsOver(socket) {
  /** @type {Map<number, (answer: any) => void>} */
  const pending = new Map()
  let last = 0
  socket.on('message', (data) => {
    const answer = JSON.parse(String(data))
    pending.get(answer.id)?.(answer)
    pending.delete(answer.id)
  })
  /** @param {string} method @param {object} params @returns {Promise<any>} */
  return async (method, params) => {
    const id = ++last
    socket.send(JSON.stringify({ id, method, params }))
    const answer = await /** @type {Promise<any>} */ (new Promise((resolve) => pending.set(id, resolve)))
    if (answer.type === 'error') throw new Error(`${method}: ${answer.message}`)
    return answer.result
  }
}

/** Opens WebKit on a virtual screen, controlled by WebDriver. @returns {Promise<Browser>} */
export async function openWebKit() {
  const port = await freePort()
  const screen = await startProgram('Xvfb', ['-displayfd', '2', '-screen', '0', '1280x900x24'], /^(\d+)$/m)
  const env = { ...process.env, DISPLAY: `:${screen.line}`, GDK_BACKEND: 'x11' }
  const driver = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], { env, stdio: 'ignore' })
  const call = webDriverAt(`http://127.0.0.1:${port}`)
  await untilReady(call)
  const { sessionId } = await call('POST', '/session', { capabilities: { alwaysMatch: {} } })
  const session = `/session/${sessionId}`
  return {
    goto: (url) => call('POST', `${session}/url`, { url }),
    async evaluate(expression) {
      const script = `const [done] = arguments; Promise.resolve(${expression}).then((value) => done(JSON.stringify(value)))`
      const value = await call('POST', `${session}/execute/async`, { script, args: [] })
      return value === null ? undefined : JSON.parse(value)
    },
    type: (text) => call('POST', `${session}/actions`, { actions: keyActions(text) }),
    async close() {
      await call('DELETE', session)
      await endProgram(driver)
      await endProgram(screen.child)
    },
  }
}

/** @param {string} base */
function webDriverAt(base) {
  /** @param {string} method @param {string} path @param {object} [body] @returns {Promise<any>} */
  return async (method, path, body) => {
    const response = await fetch(base + path, { method, ...(body ? { body: JSON.stringify(body) } : {}) })
    const { value } = /** @type {{ value: any }} */ (await response.json())
    if (!response.ok) throw new Error(`${method} ${path}: ${value?.message}`)
    return value
  }
}

/** @param {ReturnType<typeof webDriverAt>} call */
async function untilReady(call) {
  for (const deadline = Date.now() + START_TIMEOUT_MS; ; await pause(100)) {
    const status = await call('GET', '/status').catch(() => undefined)
    if (status?.ready) return
    if (Date.now() > deadline) throw new StartError('WebKitWebDriver does not answer: run it by hand to see why.')
  }
}

/**
 * Starts a program and resolves with its address, the first group of `place` in its error output.
 * @param {string} program @param {string[]} args @param {RegExp} place
 * @returns {Promise<{ child: import('node:child_process').ChildProcess, line: string }>}
 */
function startProgram(program, args, place) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    let output = ''
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`${program} ended:\n${output}`)))
    child.stderr.setEncoding('utf8').on('data', (text) => {
      output += text
      const [, line] = place.exec(output) ?? []
      if (line) resolve({ child, line })
    })
  })
}

/** @param {import('node:child_process').ChildProcess} child */
async function endProgram(child) {
  if (child.exitCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  await exited
}
