import { expect, type Page } from '@playwright/test'
import { en } from '@/components/strings/en'
import { mayContainMarkdown } from '@/components/text/detect-markdown'
import { XSS_PAYLOADS } from '@/components/text/xss-payloads'
import { InvitationsPage } from '@/e2e/pages/invitations'
import { befriend, type Person } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

/** Names are one line without invisible characters, and the number of changes in an hour is limited. */
const NAMES = XSS_PAYLOADS.filter((text) => text.length <= 40 && /^[\x20-\x7e]+$/.test(text)).slice(0, 20)

/** Records dialogs, navigations and requests that a rendered text causes; empty if none. */
function listenTo({ page }: Person): string[] {
  const happened: string[] = []
  page.on('dialog', (dialog) => {
    happened.push(`dialog on ${page.url()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (request.url().includes('example.org') || request.url().endsWith('/x')) happened.push(request.url())
  })
  return happened
}

const hasScriptRun = (page: Page) => page.evaluate(() => 'hostile' in window)

test('markup typed into any field is shown to other users as text', async ({ alice, bob }) => {
  test.slow()
  const happened = listenTo(alice)
  const id = await befriend(alice, bob)
  for (const text of XSS_PAYLOADS) await bob.api.send(id, text)
  const bio = '<script>window.hostile=1</script>\n<img src=x onerror=alert(1)>\n[x](javascript:alert(1))'
  await bob.api.changeProfile({ bio })

  await alice.api.markRead(id, XSS_PAYLOADS.length)
  await alice.openChat(bob)
  await expect(alice.chat.log().locator('[data-body]').last()).toBeInViewport()
  await alice.chat.pane().evaluate((pane) => pane.scrollTo({ top: 0 }))
  await expect(alice.chat.log().locator('[data-body]')).toHaveCount(XSS_PAYLOADS.length)
  const unmarked = XSS_PAYLOADS.filter((text) => !mayContainMarkdown(text))
  expect(unmarked.length).toBeGreaterThan(40)
  expect(await alice.chat.bodies()).toEqual(expect.arrayContaining(unmarked))
  const foreign =
    'script, img, svg:not(button > svg), iframe, object, embed, style, link, form, a[href^="javascript"], [onerror], [onload]'
  await expect(alice.chat.log().locator('[data-body]').locator(foreign)).toHaveCount(0)
  expect(await hasScriptRun(alice.page)).toBe(false)

  expect(NAMES.length).toBe(20)
  for (const displayName of NAMES) {
    await bob.api.changeProfile({ displayName })
    await expect(alice.page.getByRole('heading', { level: 2 })).toHaveText(displayName)
    await expect(alice.conversations.list().getByRole('link')).toContainText(displayName)
  }
  expect(await hasScriptRun(alice.page)).toBe(false)

  const [, , , , , , name = ''] = XSS_PAYLOADS
  await bob.api.changeProfile({ displayName: name })
  await alice.profile.goto(bob.user.username)
  await expect(alice.profile.heading(name)).toBeVisible()
  await expect(alice.page.getByText('<script>window.hostile=1</script>')).toBeVisible()
  await alice.friends.goto()
  await expect(alice.friends.list().getByText(name)).toBeVisible()
  expect(await hasScriptRun(alice.page)).toBe(false)
  expect(happened).toEqual([])
})

test('markup in an invitation label or in its owner’s name is shown as text', async ({ alice, bob }) => {
  const happened = [listenTo(alice), listenTo(bob)]
  const text = '<img src=x onerror=alert(1)>'
  await bob.api.changeProfile({ displayName: text })
  const { path } = await bob.api.invite({ label: text })
  await new InvitationsPage(bob.page).goto()
  await expect(bob.page.getByRole('listitem').filter({ hasText: text })).toBeVisible()
  await alice.page.goto(path)
  await expect(alice.page.getByRole('heading', { name: text })).toBeVisible()
  for (const { page } of [alice, bob]) expect(await hasScriptRun(page)).toBe(false)
  expect(happened).toEqual([[], []])
})

test('the Content-Security-Policy blocks what a rendered text might try to load or run', async ({ page }) => {
  const answer = await page.goto('/sign-in')
  expect(answer?.headers()['content-security-policy']).toContain("script-src-attr 'none'")
  const ran = await page.evaluate(async () => {
    const image = document.createElement('img')
    const settled = new Promise((resolve) => image.addEventListener('error', resolve))
    image.setAttribute('onerror', 'window.hostile = 1')
    image.src = 'data:,'
    document.body.append(image)
    await settled
    return 'hostile' in window
  })
  expect(ran).toBe(false)
})

test('Markdown is shown with formatting, and copying a whole message copies its source', async ({ alice, bob }) => {
  const id = await befriend(alice, bob)
  const source = '**Bold** and _slanted_, `code`\n> a quote\n- one\n- two\n```\n<b>\n```'
  await alice.api.send(id, source)
  await bob.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await bob.openChat(alice)
  const body = bob.chat.log().locator('[data-body]')
  await expect(body.locator('strong')).toHaveText('Bold')
  await expect(body.locator('em')).toHaveText('slanted')
  await expect(body.locator('blockquote')).toHaveText('a quote')
  await expect(body.locator('li')).toHaveText(['one', 'two'])
  await expect(body.locator('pre')).toHaveText('<b>')
  await expect(bob.conversations.row('Alice')).toContainText('Bold and slanted, code a quote one two')
  const copied = async (selector: string) => {
    await body.evaluate((element, within) => {
      const chosen = within ? element.querySelector(within) : element
      if (chosen) getSelection()?.selectAllChildren(chosen)
    }, selector)
    await bob.page.keyboard.press('Control+c')
    return bob.page.evaluate(() => navigator.clipboard.readText())
  }
  expect(await copied('')).toBe(source)
  expect((await copied('strong')).trim()).toBe('Bold')
})

for (const [device, options] of [
  ['a computer', {}],
  ['a phone', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }],
] as const)
  test(`on ${device} a button in a code block copies exactly the code`, async ({ newPerson, bob }) => {
    const alice = await newPerson('Alice', { ...options, permissions: ['clipboard-read', 'clipboard-write'] })
    const id = await befriend(alice, bob)
    const code = 'if (a < b) {\n  return "**no**"\n}'
    await bob.api.send(id, `Try this:\n\`\`\`\n${code}\n\`\`\`\nand \`that\`.`)
    await alice.openChat(bob)
    const block = alice.chat.log().locator('pre')
    await expect(block).toHaveText(code)
    const button = alice.chat.log().getByRole('button', { name: en.messages.copyCode })
    const touches = 'hasTouch' in options
    await expect(button).toHaveCSS('opacity', touches ? '1' : '0')
    if (touches) {
      const [target, line] = [await button.boundingBox(), await block.boundingBox()]
      expect(target?.height).toBeGreaterThanOrEqual(44)
      expect(line?.height).toBeGreaterThanOrEqual(44)
      await button.tap()
    } else {
      await block.hover()
      await expect(button).toHaveCSS('opacity', '1')
      await button.click()
    }
    await expect(alice.shell.toast(en.messages.copied)).toBeVisible()
    expect(await alice.page.evaluate(() => navigator.clipboard.readText())).toBe(code)
    await expect(alice.page.getByRole('menu')).toHaveCount(0)
  })

test('the characters of a URL run from left to right within text of any direction', async ({ alice, bob }) => {
  const id = await befriend(alice, bob)
  const address = 'https://evil.example/moc.knab//:sptth'
  const around = ['\u202e', '\u2067', '\u202b', 'שלום ', 'مرحبا \u202e(']
  for (const before of around) await alice.api.send(id, `${before}${address} עכשיו`)
  await bob.openChat(alice)
  const links = bob.chat.log().getByRole('link', { name: address })
  await expect(links).toHaveCount(around.length)
  for (const link of await links.all()) {
    const lefts = await link.evaluate((element) => {
      const text = element.firstChild
      if (!text?.textContent) return []
      return Array.from(text.textContent, (_, index) => {
        const range = document.createRange()
        range.setStart(text, index)
        range.setEnd(text, index + 1)
        return range.getBoundingClientRect().left
      })
    })
    expect(lefts).toHaveLength(address.length)
    expect(lefts).toEqual([...lefts].sort((a, b) => a - b))
  }
  await expect(bob.conversations.row('Alice')).toContainText(`مرحبا (${address}`)
})

test('a link shows its actual host when its text shows another', async ({ alice, bob }) => {
  const id = await befriend(alice, bob)
  await alice.api.send(id, 'https://аррӏе.com and https://paypal.com@evil.example/login')
  await bob.openChat(alice)
  const link = (host: string) => bob.page.getByRole('link', { name: en.messages.leadsTo(host) })
  await expect(link('xn--80ak6aa92e.com')).toHaveAttribute('href', 'https://аррӏе.com')
  await expect(link('evil.example')).toHaveAttribute('href', 'https://paypal.com@evil.example/login')
})
