import { expect, type Page } from '@playwright/test'
import { befriend } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

const MESSAGES = 200

test('the time from pressing Enter to the text in the other browser is reported', async ({ alice, bob }) => {
  await befriend(alice, bob)
  await alice.openChat(bob)
  await bob.openChat(alice)
  await recordPresses(alice.page)
  await recordArrivals(bob.page)
  for (let number = 0; number < MESSAGES; number++) {
    await alice.page.getByRole('textbox').fill(`number ${number}`)
    await alice.page.keyboard.press('Enter')
    await expect(bob.chat.message(`number ${number}`)).toBeAttached()
  }
  const [sent, arrived] = await Promise.all([alice, bob].map(({ page }) => timesOf(page)))
  const delays = Object.entries(sent ?? {}).map(([text, at]) => (arrived?.[text] ?? Number.NaN) - at)
  expect(delays).toHaveLength(MESSAGES)
  report(
    `send to other browser, ${MESSAGES} messages: p50 ${quantile(delays, 0.5)} ms, p95 ${quantile(delays, 0.95)} ms`,
  )
})

test('the size of JavaScript of a first load is reported', async ({ alice, page }) => {
  const loads = [
    [page, '/sign-in'],
    [alice.page, '/friends'],
    [alice.page, '/messages'],
  ] as const
  for (const [visitor, path] of loads) {
    const html = (await (await visitor.goto(path, { waitUntil: 'networkidle' }))?.text()) ?? ''
    const scripts = await scriptsOf(visitor)
    const first = scripts.filter(({ pathname }) => html.includes(pathname))
    report(`${path}: ${kilobytes(first)} kB of compressed scripts, ${kilobytes(scripts)} kB with those loaded later`)
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

type Times = Record<string, number>

declare global {
  interface Window {
    times: Times
  }
}

const timesOf = (page: Page) => page.evaluate(() => window.times)

/** Records when Enter was pressed for each text, in milliseconds since 1970. */
const recordPresses = (page: Page) =>
  page.evaluate(() => {
    window.times = {}
    const record = ({ key, target }: KeyboardEvent) => {
      if (key === 'Enter' && target instanceof HTMLTextAreaElement)
        window.times[target.value] = performance.timeOrigin + performance.now()
    }
    addEventListener('keydown', record, { capture: true })
  })

/** Records when each message appeared in the log, in milliseconds since 1970. */
const recordArrivals = (page: Page) =>
  page.evaluate(() => {
    window.times = {}
    const record = () => {
      const newest = [...document.querySelectorAll('[data-message] [data-body]')].at(-1)?.textContent
      if (newest) window.times[newest] ??= performance.timeOrigin + performance.now()
    }
    new MutationObserver(record).observe(document.body, { childList: true, subtree: true })
  })

const quantile = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)]?.toFixed(1)

function report(line: string) {
  process.stdout.write(`${line}\n`)
}
