// @ts-check
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { bundle, ensureBuilt } from './build.mjs'
import { StartError } from './console.mjs'
import { ensureInstalled } from './install.mjs'
import { ENTER, openFirefox, openWebKit } from './webdriver.mjs'

/** Tests the main journey in Firefox and WebKit: sign up, become friends, exchange live messages, sign out. */
const PASSWORD = 'a horse on a staircase'
const WAIT_TIMEOUT_MS = 30_000

/** @typedef {import('./webdriver.mjs').Browser} Browser */
/** @type {{ name: string, programs: string[], remedy: string, open: () => Promise<Browser> }[]} */
const BROWSERS = [
  { name: 'Firefox', programs: ['firefox-esr'], remedy: 'apt-get install firefox-esr', open: openFirefox },
  {
    name: 'WebKit',
    programs: ['WebKitWebDriver', 'Xvfb'],
    remedy: 'apt-get install webkit2gtk-driver xvfb',
    open: openWebKit,
  },
]

await main().catch((error) => {
  console.error(error instanceof StartError ? error.message : error)
  process.exit(1)
})

async function main() {
  for (const { name, programs, remedy } of BROWSERS)
    for (const program of programs)
      if (spawnSync('which', [program]).status !== 0)
        throw new StartError(`${name} cannot be tried, because ${program} is missing (Debian: ${remedy}).`)
  await ensureInstalled()
  await ensureBuilt()
  const { startApp } = await import(pathToFileURL(await bundle('scripts/e2e-app.ts')).href)
  const dataDir = mkdtempSync(join(tmpdir(), 'kith-browsers-'))
  const app = await startApp(dataDir)
  let failed = 0
  try {
    for (const { name, open } of BROWSERS) {
      const error = await journey(open, app.url).then(
        () => undefined,
        (/** @type {Error} */ reason) => reason,
      )
      console.log(`${error ? 'FAILED' : 'passed'}  the main journey in ${name}`)
      if (error) console.log(error)
      if (error) failed++
    }
  } finally {
    await app.stop()
    rmSync(dataDir, { recursive: true })
  }
  console.log(`\n${BROWSERS.length - failed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
}

/** @param {() => Promise<Browser>} open @param {string} url */
async function journey(open, url) {
  const bob = await createPerson(url, 'Bob')
  const browser = await open()
  const page = pageOf(browser)
  const username = `alice_${randomUUID().slice(0, 8)}`
  try {
    await browser.goto(`${url}/sign-up`)
    await page.fill('input[name=displayName]', 'Alice')
    await page.fill('input[name=username]', username)
    await page.fill('input[name=password]', PASSWORD + ENTER)
    await page.until('location.pathname', '"/messages"')
    await browser.goto(`${url}/friends`)

    const [alice] = (await bob.get(`/api/users/search?q=${username}`)).items
    await bob.post(`/api/friends/request/${alice.id}`)
    await page.clickButton('Accept')
    await until(async () => (await bob.get('/api/friends/list?status=accepted')).items.length === 1)

    const { conversation } = await bob.post('/api/messages/conversations', { userId: alice.id })
    await browser.goto(`${url}/messages/${conversation.id}`)
    await page.until('document.querySelector("[role=log]") !== null', 'true')
    await bob.send(conversation.id, 'Hello from Bob 👋')
    await page.until('document.querySelector("[role=log]").textContent.includes("Hello from Bob 👋")', 'true')
    await page.fill('#composer', `Hello from Alice${ENTER}`)
    await until(async () => {
      const { items } = await bob.get(`/api/messages/${conversation.id}`)
      return items.at(-1).body === 'Hello from Alice'
    })
    await bob.send(conversation.id, 'And **live** again')
    await page.until('document.querySelector("[role=log] strong")?.textContent', '"live"')

    await browser.goto(`${url}/settings`)
    await page.clickButton('Sign out')
    await page.until('location.pathname', '"/sign-in"')
  } finally {
    await browser.close()
  }
}

/** @param {Browser} browser */
function pageOf(browser) {
  /** @param {string} expression @param {string} expected */
  const waitUntil = (expression, expected) =>
    until(
      () => browser.evaluate(`(${expression}) === (${expected})`),
      async () => `${expression} is ${JSON.stringify(await browser.evaluate(expression))}, not ${expected}`,
    )
  return {
    until: waitUntil,
    /** @param {string} selector @param {string} text */
    async fill(selector, text) {
      const field = `document.querySelector(${JSON.stringify(selector)})`
      await waitUntil(`(${field}?.focus(), document.activeElement === ${field} && ${field} !== null)`, 'true')
      await browser.type(text)
    },
    /** @param {string} name the beginning of the button's text or label */
    async clickButton(name) {
      const named = JSON.stringify(name)
      const button = `[...document.querySelectorAll('button')].find((one) => (one.ariaLabel ?? one.textContent).trim().startsWith(${named}))`
      await waitUntil(`(${button}?.click(), ${button} !== undefined)`, 'true')
    },
  }
}

/** @param {() => Promise<boolean>} condition @param {() => Promise<string>} [describe] */
async function until(condition, describe = async () => String(condition)) {
  for (const deadline = Date.now() + WAIT_TIMEOUT_MS; !(await condition().catch(() => false)); await pause(100))
    if (Date.now() > deadline) throw new Error(`waited in vain: ${await describe()}`)
}

/** Creates a user who calls the API without a browser. @param {string} url @param {string} displayName */
async function createPerson(url, displayName) {
  /** @type {Map<string, string>} */
  const cookies = new Map()
  /** @param {string} path @param {RequestInit} [init] @returns {Promise<any>} */
  const call = async (path, init = {}) => {
    const cookie = Array.from(cookies, ([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url + path, { ...init, headers: { ...init.headers, cookie }, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const text = await response.text()
    if (response.status >= 400) throw new Error(`${path}: ${response.status} ${text}`)
    return text.startsWith('{') ? JSON.parse(text) : undefined
  }
  /** @param {string} path @param {object} [body] */
  const post = (path, body = {}) =>
    call(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
  const username = `${displayName.toLowerCase()}_${randomUUID().slice(0, 8)}`
  await post('/api/accounts', { username, displayName, password: PASSWORD })
  const { csrfToken } = await call('/api/auth/csrf')
  const form = new URLSearchParams({ csrfToken, username, password: PASSWORD, json: 'true' })
  await call('/api/auth/callback/credentials', { method: 'POST', body: form })
  return {
    /** @param {string} path */
    get: (path) => call(path),
    post,
    /** @param {string} conversationId @param {string} body */
    send: (conversationId, body) => post('/api/messages/send', { conversationId, clientId: randomUUID(), body }),
  }
}
