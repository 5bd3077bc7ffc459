import { type Browser, type BrowserContextOptions, devices, type Page } from '@playwright/test'
import { Shell } from '@/e2e/pages/shell'
import { Api } from '@/e2e/support/api'
import { test } from '@/e2e/support/test'
import { seedTestApp } from '@/scripts/e2e-app'

/** A user of the seed with friends, requests and conversations. */
const VIEWER = { username: 'mira', password: 'kith-and-friends' } as const
const CPU_SLOWDOWN = 4
const SLOW_NETWORK = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 200_000 }
/** A page is measured when it is live and has made no request for this long. */
const QUIET_MS = 1500

type Conditions = 'fast' | 'slow' | 'out of order'

const PHONE = { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } }
const DESKTOP = { viewport: { width: 1440, height: 900 } }

const VISITS = [
  { name: 'phone', size: PHONE, conditions: ['fast', 'slow', 'out of order'] },
  { name: 'desktop', size: DESKTOP, conditions: ['fast'] },
] as const

test('what a first load of each screen costs is reported', async ({ browser, newHttp }) => {
  test.setTimeout(1_200_000)
  await seedTestApp()
  const http = await newHttp()
  const api = new Api(http)
  await api.signIn(VIEWER.username, VIEWER.password)
  const storageState = await http.storageState()
  const conversation = `/messages/${(await api.conversationWith((await api.find('tomas')).id)).id}`
  const inside = [
    '/messages',
    conversation,
    `${conversation}?at=5`,
    '/friends',
    '/friends/invite',
    '/notifications',
    '/settings',
    '/settings/privacy',
    '/u/tomas',
  ]
  report('| screen | size, network | JS kB in the page | JS kB in all | CSS kB | API calls | LCP ms | CLS |')
  report('|---|---|---|---|---|---|---|---|')
  for (const { name, size, conditions } of VISITS)
    for (const condition of conditions)
      for (const path of ['/sign-in', '/sign-up', ...inside]) {
        const options = inside.includes(path) ? { ...size, storageState } : size
        const { inPage, all, css, calls, lcp, cls } = await measure(browser, options, path, condition)
        const screen = path.replace(conversation, '/messages/…')
        report(
          `| ${screen} | ${name}, ${condition} | ${inPage} | ${all} | ${css} | ${calls.length} | ${lcp} | ${cls.toFixed(3)} |`,
        )
      }
})

/** Opens the page in a new browser context, so that nothing is cached. */
async function measure(browser: Browser, options: BrowserContextOptions, path: string, condition: Conditions) {
  const context = await browser.newContext({ ...options, serviceWorkers: 'block' })
  try {
    const page = await context.newPage()
    await slowDown(page, condition)
    const calls: string[] = []
    let lastRequestAt = performance.now()
    page.on('request', (request) => {
      lastRequestAt = performance.now()
      const { pathname, search } = new URL(request.url())
      if (pathname.startsWith('/api/') && !pathname.startsWith('/api/pictures/')) calls.push(`${pathname}${search}`)
    })
    await page.addInitScript(observe)
    const html = (await (await page.goto(path))?.text()) ?? ''
    if (options.storageState) await new Shell(page).expectLive()
    while (performance.now() - lastRequestAt < QUIET_MS) await page.waitForTimeout(100)
    const { files, lcp, cls } = await page.evaluate(collect)
    const scripts = files.filter(({ pathname }) => pathname.endsWith('.js'))
    return {
      calls,
      lcp: Math.round(lcp),
      cls,
      inPage: kilobytes(scripts.filter(({ pathname }) => html.includes(pathname))),
      all: kilobytes(scripts),
      css: kilobytes(files.filter(({ pathname }) => pathname.endsWith('.css'))),
    }
  } finally {
    await context.close()
  }
}

async function slowDown(page: Page, condition: Conditions) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
  if (condition === 'slow') {
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', SLOW_NETWORK)
  }
  if (condition === 'out of order') {
    let asked = 0
    await page.route('**/api/**', async (route) => {
      await new Promise((passed) => setTimeout(passed, Math.max(0, 900 - 150 * asked++))) // The first comes last.
      await route.continue().catch(() => {}) // The page is closed.
    })
  }
}

interface Seen {
  lcp: number
  cls: number
}

/** Runs in the page. */
function observe() {
  const seen: Seen = { lcp: 0, cls: 0 }
  Reflect.set(window, 'seen', seen)
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) seen.lcp = startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.cls += Number(Reflect.get(entry, 'value'))
  }).observe({ type: 'layout-shift', buffered: true })
}

/** Runs in the page. */
function collect() {
  const seen: Seen = Reflect.get(window, 'seen')
  const files = performance
    .getEntriesByType('resource')
    .filter((entry) => entry instanceof PerformanceResourceTiming)
    .map(({ name, encodedBodySize }) => ({ pathname: new URL(name).pathname, bytes: encodedBodySize }))
  return { ...seen, files }
}

const kilobytes = (files: { bytes: number }[]) => Math.round(files.reduce((sum, { bytes }) => sum + bytes, 0) / 1000)

function report(line: string) {
  process.stdout.write(`${line}\n`)
}
