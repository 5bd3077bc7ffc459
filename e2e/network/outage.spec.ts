import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import { Broker } from '@/e2e/support/broker'
import { befriend } from '@/e2e/support/people'
import { test as base } from '@/e2e/support/test'
import { startApp } from '@/scripts/e2e-app'

/** Starts an app with an external broker. */
const test = base.extend<{ broker: Broker }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it which fixtures are wanted.
  broker: async ({}, use) => {
    const broker = new Broker()
    await broker.start()
    await use(broker)
    await broker.stop()
  },
  baseURL: async ({ broker }, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'kith-outage-'))
    const app = await startApp(dataDir, broker.settings())
    await use(app.url)
    await app.stop()
    rmSync(dataDir, { recursive: true })
  },
})

test('without the socket server a tab polls and shows that, and is live again with all messages afterwards', async ({
  alice,
  bob,
  broker,
}) => {
  await befriend(alice, bob)
  await bob.page.clock.install()
  await alice.openChat(bob)
  await bob.openChat(alice)
  await alice.chat.send('before')
  await expect(bob.chat.message('before')).toBeVisible()

  await broker.stop()
  await expect(alice.shell.connectionLine(en.live.polling)).toBeVisible()
  await expect(bob.shell.connectionLine(en.live.polling)).toBeVisible()
  await alice.chat.send('during, one')
  await alice.chat.send('during, two')
  await expect(alice.chat.state('stored')).toHaveCount(1)
  await bob.page.clock.fastForward('00:31')
  await expect(bob.chat.message('during, two')).toBeVisible()
  await bob.chat.send('I hear you')
  await expect(bob.chat.state('stored')).toHaveCount(1)
  await alice.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await expect(alice.chat.message('I hear you')).toBeVisible()
  await alice.chat.send('unheard')
  await expect(alice.chat.state('stored')).toHaveCount(1)

  await broker.start()
  for (const { page } of [alice, bob]) await page.evaluate(() => dispatchEvent(new Event('online')))
  await alice.shell.expectLive()
  await bob.shell.expectLive()
  await alice.chat.send('after')
  const all = ['before', 'during, one', 'during, two', 'I hear you', 'unheard', 'after']
  await expect.poll(bob.chat.bodies).toEqual(all)
  await expect.poll(alice.chat.bodies).toEqual(all)
})
