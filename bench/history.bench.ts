import { type CDPSession, expect, type Page } from '@playwright/test'
import { befriend } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'
import { insertMessages } from '@/scripts/e2e-app'

const MESSAGES = 20_000
const CPU_SLOWDOWN = 4
const KEYS = 40
const SENDS = 10
/** Scrolled with each frame, in pixels. */
const STEP = 2000

test('elements, heap and response times after scrolling through a long history are reported', async ({
  alice,
  bob,
}) => {
  test.setTimeout(1_800_000)
  const id = await befriend(alice, bob)
  await insertMessages(id, MESSAGES)
  await bob.openChat(alice)
  const { page } = bob
  const devtools = await bob.context.newCDPSession(page)
  const pane = bob.chat.pane()

  await reportCost('opened', page, devtools)
  const began = performance.now()
  let most = 0
  for (const [direction, last] of [
    [-STEP, 1],
    [STEP, MESSAGES],
  ] as const) {
    const counted = await pane.evaluate(scrollThrough, { direction, last })
    most = Math.max(most, counted)
    await reportCost(direction < 0 ? 'at the beginning' : 'at the end again', page, devtools)
  }
  report(`${MESSAGES} messages scrolled both ways in ${Math.round((performance.now() - began) / 1000)} s`)
  report(`most elements on the way: ${most}`)
})

/** Scrolls until the message with the seq `last` is loaded and the end reached; returns the most elements on the way. */
const scrollThrough = (pane: Element, { direction, last }: { direction: number; last: number }) =>
  new Promise<number>((resolve) => {
    let most = 0
    const next = () => {
      most = Math.max(most, document.getElementsByTagName('*').length)
      const { scrollTop, scrollHeight, clientHeight } = pane
      const isAtEnd = direction < 0 ? scrollTop <= 1 : scrollHeight - clientHeight - scrollTop <= 1
      if (isAtEnd && pane.querySelector(`[data-seq="${last}"]`)) return resolve(most)
      pane.scrollBy({ top: direction, behavior: 'instant' })
      requestAnimationFrame(next)
    }
    next()
  })

async function reportCost(name: string, page: Page, devtools: CDPSession) {
  await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  const elements = await page.evaluate(() => document.getElementsByTagName('*').length)
  const articles = await page.getByRole('article').count()
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
  const composer = page.getByRole('textbox')
  await composer.focus()
  await recordFrames(page)
  for (let key = 0; key < KEYS; key++) await press(page, 'abcdefgh '[key % 9] ?? 'a')
  const keys = await framesOf(page)
  for (let sent = 0; name !== 'at the beginning' && sent < SENDS; sent++) {
    await composer.fill(`${name} ${sent}`)
    await press(page, 'Enter')
    await expect(page.getByRole('log').getByText(`${name} ${sent}`, { exact: true })).toBeVisible()
  }
  const sends = (await framesOf(page)).slice(keys.length)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await composer.fill('')
  report(
    [
      `${name}: ${articles} messages, ${elements} elements, heap ${(usedSize / 1e6).toFixed(1)} MB`,
      `at ${CPU_SLOWDOWN}x CPU a key ${middleAndMost(keys)}`,
      ...(sends.length > 0 ? [`a send ${middleAndMost(sends)}`] : []),
    ].join('; '),
  )
}

declare global {
  interface Window {
    keyTimes: number[] | undefined
  }
}

/** Records for each key the milliseconds until the frame with its effect is painted. */
const recordFrames = (page: Page) =>
  page.evaluate(() => {
    const isRecording = window.keyTimes !== undefined
    window.keyTimes = []
    if (isRecording) return
    const record = ({ timeStamp }: Event) =>
      requestAnimationFrame(() => setTimeout(() => window.keyTimes?.push(performance.now() - timeStamp)))
    addEventListener('keydown', record, { capture: true })
  })

async function press(page: Page, key: string) {
  const before = (await framesOf(page)).length
  await page.keyboard.press(key)
  await expect.poll(async () => (await framesOf(page)).length).toBeGreaterThan(before)
}

const framesOf = (page: Page) => page.evaluate(() => window.keyTimes ?? [])

function middleAndMost(values: number[]) {
  const sorted = values.toSorted((a, b) => a - b)
  return `${sorted[Math.floor(sorted.length / 2)]?.toFixed(0)} ms, at most ${sorted.at(-1)?.toFixed(0)} ms`
}

function report(line: string) {
  process.stdout.write(`${line}\n`)
}
