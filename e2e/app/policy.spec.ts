import { expect, type Page } from '@playwright/test'
import sharp from 'sharp'
import { SettingsPage } from '@/e2e/pages/settings'
import { befriend } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

const OUTSIDE = ['/sign-in', '/sign-up', '/i/no-such-invitation', '/offline', '/nothing/here']
const INSIDE = [
  '/messages',
  '/friends',
  '/friends/invite',
  '/notifications',
  '/settings',
  '/settings/profile',
  '/settings/privacy',
  '/settings/blocked',
  '/settings/devices',
  '/settings/password',
  '/settings/appearance',
]

const picture = sharp({ create: { width: 600, height: 600, channels: 3, background: 'teal' } })
  .png()
  .toBuffer()

/** Records policy violations from now on, in this page and after each navigation. */
async function listenForViolations(page: Page): Promise<string[]> {
  const violations: string[] = []
  await page.exposeFunction('reportViolation', (text: string) => violations.push(text))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      const { reportViolation } = window as unknown as { reportViolation(text: string): void } // Exposed above.
      reportViolation(`${location.pathname}: ${effectiveDirective} ${blockedURI}`)
    })
  })
  return violations
}

test('no screen violates the Content-Security-Policy', async ({ page, alice, bob }) => {
  const outside = await listenForViolations(page)
  for (const path of OUTSIDE) await page.goto(path)

  await befriend(alice, bob)
  const inside = await listenForViolations(alice.page)
  for (const path of [...INSIDE, `/u/${bob.user.username}`]) {
    await alice.page.goto(path)
    await alice.shell.expectLive()
  }
  const settings = new SettingsPage(alice.page)
  await settings.goto('profile')
  await settings.choosePicture({ name: 'photo.png', mimeType: 'image/png', buffer: await picture })
  await expect(settings.removePictureButton()).toBeVisible()
  await alice.openChat(bob)
  await alice.chat.send('Hello')
  await expect(alice.chat.message('Hello')).toBeVisible()
  expect([...outside, ...inside]).toEqual([])
})

test('the Content-Security-Policy forbids frames, another base URL and content of other origins', async ({ page }) => {
  const violations = await listenForViolations(page)
  await page.goto('/sign-in')
  await page.evaluate(() => {
    const elements = [
      Object.assign(document.createElement('iframe'), { src: '/sign-up' }),
      Object.assign(document.createElement('base'), { href: 'https://evil.example/' }),
      Object.assign(document.createElement('img'), { src: 'https://evil.example/x.png' }),
      Object.assign(document.createElement('script'), { src: 'https://evil.example/x.js' }),
      Object.assign(document.createElement('link'), { rel: 'stylesheet', href: 'https://evil.example/x.css' }),
    ]
    document.body.append(...elements)
    fetch('https://evil.example/').catch(() => {})
  })
  const forbidden = ['frame-src', 'base-uri', 'img-src', 'script-src-elem', 'style-src-elem', 'connect-src']
  for (const directive of forbidden)
    await expect.poll(() => violations.some((text) => text.includes(`: ${directive} `)), directive).toBe(true)
})
