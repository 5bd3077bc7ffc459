import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { en } from '@/components/strings/en'
import { AccountForms } from '@/e2e/pages/account-forms'
import { ConversationPage } from '@/e2e/pages/conversation'
import { Shell } from '@/e2e/pages/shell'
import { Api, PASSWORD } from '@/e2e/support/api'
import { befriend, signedInWith, uniqueUsername } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'
import { type App, startApp } from '@/scripts/e2e-app'
import { type Change, makeCertificate, startNginx } from './start-nginx'

const PORT = 8443
const URL = `https://localhost:${PORT}`

const folder = mkdtempSync(join(tmpdir(), 'kith-proxy-'))
let app: App
let stopNginx = async () => {}

test.use({ baseURL: URL })

test.beforeAll(async () => {
  makeCertificate(folder)
  app = await startApp(join(folder, 'data'), { KITH_URL: URL, KITH_TRUSTED_PROXIES: '1' })
})
test.afterEach(() => stopNginx())
test.afterAll(async () => {
  await app.stop()
  rmSync(folder, { recursive: true })
})

const startProxy = async (changes: readonly Change[]) => {
  stopNginx = await startNginx({ folder, port: PORT, appPort: app.port }, changes)
}

/** Signs up in the browser; resolves with the new user and an API client of their session. */
async function signUp(page: Page) {
  const forms = new AccountForms(page)
  await page.goto('/sign-up')
  const username = uniqueUsername('newcomer')
  await forms.signUp('Newcomer', username, PASSWORD)
  await expect(page).toHaveURL(`${URL}/messages`)
  const api = new Api(page.context().request)
  return { api, user: (await api.me()).user, username }
}

const HOST = 'proxy_set_header Host $host;'
const FORWARDED = 'proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;'

const variants: [string, Change[]][] = [
  ['as documented', []],
  ['the host with its port', [[HOST, 'proxy_set_header Host $http_host;']]],
  ["nginx's default host for the upstream", [[HOST, '']]],
  ['an internal name', [[HOST, 'proxy_set_header Host inner.example:3000;']]],
  ['no Host header', [[HOST, 'proxy_set_header Host "";']]],
  ['addresses with ports', [[FORWARDED, 'proxy_set_header X-Forwarded-For "$remote_addr:$remote_port";']]],
  ['X-Forwarded-Host', [[HOST, `${HOST} proxy_set_header X-Forwarded-Host $host;`]]],
]

for (const [name, changes] of variants) {
  test(`users sign up, sign in and exchange live messages behind nginx, settings: ${name}`, async ({
    page,
    newHttp,
  }) => {
    await startProxy(changes)
    const newcomer = await signUp(page)
    const bob = await signedInWith(await newHttp(), 'Bob')
    const conversationId = await befriend(newcomer, bob)
    await page.goto('/settings')
    await page.getByRole('button', { name: en.account.signOut }).click()
    await expect(page).toHaveURL(`${URL}/sign-in`)
    await page.goto(`/messages/${conversationId}`)
    await new AccountForms(page).signIn(newcomer.username, PASSWORD)
    await expect(page).toHaveURL(`${URL}/messages/${conversationId}`)

    const subscribed = page.waitForEvent('websocket')
    await page.reload()
    expect((await subscribed).url()).toMatch(`wss://localhost:${PORT}/app/`)
    await new Shell(page).expectLive()
    const chat = new ConversationPage(page)
    await chat.send('Hello from behind')
    await expect(chat.state('stored')).toBeVisible()
    await bob.api.send(conversationId, 'Hello yourself')
    await expect(chat.message('Hello yourself')).toBeVisible()
  })
}

test('users sign up and send messages behind nginx with HTTP/1.0 and without WebSockets', async ({ page, newHttp }) => {
  await startProxy([
    ['proxy_http_version 1.1;', ''],
    ['proxy_set_header Upgrade $http_upgrade;', ''],
    ['proxy_set_header Connection $connection_upgrade;', ''],
  ])
  const newcomer = await signUp(page)
  const conversationId = await befriend(newcomer, await signedInWith(await newHttp(), 'Bob'))
  await page.goto(`/messages/${conversationId}`)
  const chat = new ConversationPage(page)
  await chat.send('Hello from 1996')
  await expect(chat.state('stored')).toBeVisible()
})

test('a sign-up request from another site is refused with 403 behind nginx', async ({ newHttp }) => {
  await startProxy([])
  const http = await newHttp()
  const data = { username: uniqueUsername('eve'), displayName: 'Eve', password: PASSWORD }
  const send = (origin: string) => http.post('/api/accounts', { data, headers: { origin } })
  for (const origin of ['https://evil.example', 'https://localhost', `http://localhost:${PORT}`, 'null'])
    expect((await send(origin)).status(), origin).toBe(403)
  expect((await send(URL)).status()).toBe(201)
})
