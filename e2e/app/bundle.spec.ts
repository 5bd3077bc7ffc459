import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { befriend } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

const chunks = '.next/static/chunks'
const scripts = () =>
  readdirSync(chunks, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => ({ name, text: readFileSync(join(chunks, name), 'utf8') }))

test('the client bundle contains no schema parser and no server code', () => {
  expect(scripts().length).toBeGreaterThan(3)
  for (const { name, text } of scripts())
    for (const foreign of ['ZodError', 'drizzle:entityKind', 'NEXTAUTH_SECRET', 'pg_advisory'])
      expect(text.includes(foreign), `${name} contains ${foreign}`).toBe(false)
})

test('the socket client is not loaded with the sign-in page', async ({ page }) => {
  const loaded: string[] = []
  page.on('response', async (response) => {
    if (response.url().endsWith('.js')) loaded.push(await response.text())
  })
  await page.goto('/sign-in')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  expect(loaded.length).toBeGreaterThan(3)
  expect(loaded.some((text) => text.includes('pusher:subscribe'))).toBe(false)
  expect(scripts().some(({ text }) => text.includes('pusher:subscribe'))).toBe(true)
})

test('the Markdown parser is loaded with the first message that needs it', async ({ alice, bob }) => {
  const id = await befriend(alice, bob)
  await alice.api.send(id, 'plain')
  const loaded: string[] = []
  bob.page.on('response', async (response) => {
    if (response.url().endsWith('.js')) loaded.push(await response.text())
  })
  const isParserLoaded = () => loaded.some((text) => text.includes('blockQuotePrefix'))
  await bob.openChat(alice)
  await expect(bob.chat.message('plain')).toBeVisible()
  expect(loaded.length).toBeGreaterThan(3)
  expect(isParserLoaded()).toBe(false)
  await alice.api.send(id, '**bold**')
  await expect(bob.chat.log().locator('strong')).toHaveText('bold')
  await expect.poll(isParserLoaded).toBe(true)
})
