import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test'
import { type App, seedApp, startApp } from '@/scripts/e2e-app'
import { Api } from './api'
import { addExtremes, VISITS } from './screens'

const FOLDER = 'test-results/pictures'

const DEVICES = {
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  desktop: { viewport: { width: 1440, height: 900 } },
} satisfies Record<string, BrowserContextOptions>

/** An app with the seeded community, whose names and words are the same every time. */
const test = base.extend<object, { community: App }>({
  community: [
    async ({ playwright }, use) => {
      const dataDir = mkdtempSync(join(tmpdir(), 'kith-pictures-'))
      const app = await startApp(dataDir)
      await seedApp(dataDir)
      await addExtremes(() => playwright.request.newContext({ baseURL: app.url }))
      await use(app)
      await app.stop()
      rmSync(dataDir, { recursive: true })
    },
    { scope: 'worker' },
  ],
})

const THEMES = ['light', 'dark'] as const
type Theme = (typeof THEMES)[number]

test.describe.configure({ mode: 'parallel' })
test.use({ trace: 'off' }) // The pictures show what went wrong.

for (const [device, options] of Object.entries(DEVICES))
  for (const { username, password, screens } of VISITS)
    for (const [name, open] of Object.entries(screens))
      test(`${name} on a ${device} is pictured, and everybody can use it`, async ({ browser, community }) => {
        const settings = { ...options, baseURL: community.url, locale: 'en-GB', reducedMotion: 'reduce' } as const
        const page = await browser.newPage(settings)
        if (username) await new Api(page.request).signIn(username, password)
        await open(page)
        for (const theme of THEMES) await picture(page, theme, `${name}-${device}-${theme}`)
        await page.close()
      })

async function picture(page: Page, theme: Theme, name: string) {
  await page.emulateMedia({ colorScheme: theme })
  await page.screenshot({ path: `${FOLDER}/${name}.png`, animations: 'disabled' })
  const { violations } = await auditOf(page, theme).analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const findings = grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  expect.soft(findings, name).toEqual([])
}

/** The second theme changes colours and nothing else. */
function auditOf(page: Page, theme: Theme) {
  const audit = new AxeBuilder({ page }).setLegacyMode() // The other mode, for frames, opens a second page each time.
  return theme === THEMES[0] ? audit : audit.withRules('color-contrast')
}
