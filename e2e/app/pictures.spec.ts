import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test'
import type axe from 'axe-core'
import { Api } from '@/e2e/support/api'
import { addExtremes, VISITS } from '@/e2e/support/screens'
import { type App, seedApp, startApp } from '@/scripts/e2e-app'

declare global {
  interface Window {
    axe: typeof axe
  }
}

const FOLDER = 'test-results/pictures'

const DEVICES = {
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  desktop: { viewport: { width: 1440, height: 900 } },
} satisfies Record<string, BrowserContextOptions>

type Device = keyof typeof DEVICES
type Visit = (typeof VISITS)[number]

interface Fixtures {
  /** An app with seed data, which are the same in every run. */
  community: App
  /** The browser context of a user on a device, signed in once for all screens of that user. */
  browserOf: (visit: Visit, device: Device) => Promise<BrowserContext>
}

const test = base.extend<object, Fixtures>({
  community: [
    async ({ playwright }, use) => {
      const dataDir = mkdtempSync(join(tmpdir(), 'kith-pictures-'))
      await seedApp(dataDir) // Before the start, at which all of it is indexed for search.
      const app = await startApp(dataDir)
      await addExtremes(() => playwright.request.newContext({ baseURL: app.url }))
      await use(app)
      await app.stop()
      rmSync(dataDir, { recursive: true })
    },
    { scope: 'worker' },
  ],
  browserOf: [
    async ({ browser, community }, use) => {
      const settings = { baseURL: community.url, locale: 'en-GB', reducedMotion: 'reduce' } as const
      const arrive = async ({ username, password }: Visit, device: Device) => {
        const context = await browser.newContext({ ...DEVICES[device], ...settings })
        if (username) await new Api(context.request).signIn(username, password)
        return context
      }
      const arrived = new Map<string, Promise<BrowserContext>>()
      await use((visit, device) => {
        const key = `${visit.username} on a ${device}`
        const context = arrived.get(key) ?? arrive(visit, device)
        arrived.set(key, context)
        return context
      })
      for (const context of arrived.values()) await (await context).close()
    },
    { scope: 'worker' },
  ],
})

const THEMES = ['light', 'dark'] as const
type Theme = (typeof THEMES)[number]

test.describe.configure({ mode: 'parallel' })
test.use({ trace: 'off' }) // The screenshots suffice.

for (const device of ['phone', 'desktop'] as const)
  for (const visit of VISITS)
    for (const [name, open] of Object.entries(visit.screens))
      test(`the screen ${name} on a ${device} has its screenshots taken and passes the accessibility checks`, async ({
        browserOf,
        community,
      }) => {
        const page = await cleanPage(await browserOf(visit, device), community.url)
        await open(page)
        await page.evaluate(AXE)
        for (const theme of THEMES) await takeScreenshot(page, theme, `${name}-${device}-${theme}`)
        await page.close()
      })

/** Opens a page with empty storage and default settings. */
async function cleanPage(context: BrowserContext, origin: string): Promise<Page> {
  await context.setOffline(false)
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb,local_storage' })
  await devtools.detach()
  return page
}

async function takeScreenshot(page: Page, theme: Theme, name: string) {
  await page.emulateMedia({ colorScheme: theme })
  await page.screenshot({ path: `${FOLDER}/${name}.png`, animations: 'disabled' })
  expect.soft(await accessibilityViolations(page, theme), name).toEqual([])
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Returns the accessibility violations. Only colours differ in the second theme. */
async function accessibilityViolations(page: Page, theme: Theme): Promise<string[]> {
  const options: axe.RunOptions = {
    resultTypes: ['violations'],
    ...(theme !== THEMES[0] && { runOnly: ['color-contrast'] }),
  }
  const { violations } = await page.evaluate((options) => window.axe.run(options), options)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
