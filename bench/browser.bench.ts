import { expect, type Page } from '@playwright/test'
import { befriend } from '@/e2e/people'
import { test } from '@/e2e/test'

const MESSAGES = 200

test('from pressing Enter to the text standing in the other browser', async ({ alice, bob }) => {
  await befriend(alice, bob)
  await alice.openChat(bob)
  await bob.openChat(alice)
  await notePresses(alice.page)
  await noteArrivals(bob.page)
  for (let number = 0; number < MESSAGES; number++) {
    await alice.page.getByRole('textbox').fill(`number ${number}`)
    await alice.page.keyboard.press('Enter')
    await expect(bob.chat.message(`number ${number}`)).toBeAttached()
  }
  const [sent, arrived] = await Promise.all([alice, bob].map(({ page }) => momentsOf(page)))
  const delays = Object.entries(sent ?? {}).map(([text, at]) => (arrived?.[text] ?? Number.NaN) - at)
  expect(delays).toHaveLength(MESSAGES)
  report(
    `send to other browser, ${MESSAGES} messages: p50 ${quantile(delays, 0.5)} ms, p95 ${quantile(delays, 0.95)} ms`,
  )
})

test('JavaScript of a first load', async ({ alice, page }) => {
  const loads = [
    [page, '/sign-in'],
    [alice.page, '/friends'],
    [alice.page, '/messages'],
  ] as const
  for (const [visitor, path] of loads) {
    const html = (await (await visitor.goto(path, { waitUntil: 'networkidle' }))?.text()) ?? ''
    const scripts = await scriptsOf(visitor)
    const first = scripts.filter(({ pathname }) => html.includes(pathname))
    report(`${path}: ${kilobytes(first)} kB of compressed scripts, ${kilobytes(scripts)} kB with those that come later`)
  }
})

interface Script {
  pathname: string
  bytes: number
}

const kilobytes = (scripts: Script[]) => Math.round(scripts.reduce((sum, { bytes }) => sum + bytes, 0) / 1000)

const scriptsOf = (page: Page): Promise<Script[]> =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .map(({ name, encodedBodySize }) => ({ pathname: new URL(name).pathname, bytes: encodedBodySize }))
      .filter(({ pathname }) => pathname.endsWith('.js')),
  )

type Moments = Record<string, number>

declare global {
  interface Window {
    moments: Moments
  }
}

const momentsOf = (page: Page) => page.evaluate(() => window.moments)

/** Notes when Enter was pressed on which text, in milliseconds since 1970. */
const notePresses = (page: Page) =>
  page.evaluate(() => {
    window.moments = {}
    const note = ({ key, target }: KeyboardEvent) => {
      if (key === 'Enter' && target instanceof HTMLTextAreaElement)
        window.moments[target.value] = performance.timeOrigin + performance.now()
    }
    addEventListener('keydown', note, { capture: true })
  })

/** Notes when which message came to stand in the log. */
const noteArrivals = (page: Page) =>
  page.evaluate(() => {
    window.moments = {}
    const note = () => {
      const newest = [...document.querySelectorAll('[data-message] > [data-body]')].at(-1)?.textContent
      if (newest) window.moments[newest] ??= performance.timeOrigin + performance.now()
    }
    new MutationObserver(note).observe(document.body, { childList: true, subtree: true })
  })

const quantile = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)]?.toFixed(1)

function report(line: string) {
  process.stdout.write(`${line}\n`)
}
