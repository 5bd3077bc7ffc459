import { expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import { createDeferred } from '@/e2e/support/deferred'
import { befriend, type Person } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

const PAGE = 50
const MAX_LOADED = 150
const RUN = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbau'

/** Messages of very different heights; each begins or ends with its number. */
const SHAPES: ((number: number) => string)[] = [
  (number) => `number ${number}`,
  (number) => `number ${number}\n${'and on\n'.repeat(25)}`,
  (number) => `**number ${number}** with _marks_ and \`code\`:\n- a coat\n- socks\n\n> It will be cold.`,
  () => '🎉',
  (number) => `\`\`\`\n${'┌──┐ ┌──┐\n│  │ │  │\n└──┘ └──┘\n'.repeat(6)}number ${number}\n\`\`\``,
  (number) => `${'word '.repeat(380)}number ${number}`,
  (number) => `https://example.org/${RUN.repeat(8)} number ${number}`,
  (number) => `مرحبا، هل نلتقي غدا في الساعة 8:30؟ number ${number}`,
]
const bodyOf = (number: number) => SHAPES[(number * 5) % SHAPES.length]?.(number) ?? ''

/** Creates a long conversation of such messages that Bob has read, and opens it at its end. */
async function withUnlikeHistory(alice: Person, bob: Person, messages: number, atOnce = 1) {
  const id = await befriend(alice, bob)
  for (let sent = 0; sent < messages; sent += atOnce)
    await Promise.all(
      Array.from({ length: Math.min(atOnce, messages - sent) }, (_, index) =>
        alice.api.send(id, bodyOf(sent + index + 1)),
      ),
    )
  await bob.api.markRead(id, messages)
  await bob.openChat(alice)
  return id
}

const bySeq = ({ chat }: Person, seq: number) => chat.log().locator(`[data-seq="${seq}"]`)
const shownSeqs = ({ chat }: Person) =>
  chat
    .log()
    .locator('[data-seq]')
    .evaluateAll((all) => all.map((element) => Number(element.getAttribute('data-seq'))))
const distanceToEnd = ({ chat }: Person) =>
  chat.pane().evaluate((pane) => pane.scrollHeight - pane.clientHeight - pane.scrollTop)

/** Returns the seq of the message at that fraction of the visible height. */
const seqAt = ({ chat }: Person, part: number) =>
  chat.pane().evaluate((pane, at) => {
    const { top, height } = pane.getBoundingClientRect()
    const all = [...pane.querySelectorAll('[data-seq]')]
    const found = all.find((element) => element.getBoundingClientRect().bottom > top + height * at)
    return Number(found?.getAttribute('data-seq'))
  }, part)

/** Records the position of the message at each change of the log’s height. Returns a function for the largest shift. */
async function watch({ chat }: Person, seq: number) {
  const watching = await chat.log().evaluateHandle((log, wanted) => {
    const top = () => log.querySelector(`[data-seq="${wanted}"]`)?.getBoundingClientRect().top ?? Number.NaN
    const tops = [top()]
    new ResizeObserver(() => tops.push(top())).observe(log)
    return { tops, top }
  }, seq)
  return () =>
    watching.evaluate(({ tops, top }) => {
      const all = [...tops, top()]
      return Math.max(...all) - Math.min(...all)
    })
}

test('loading older messages of different heights does not move the visible ones', async ({ alice, bob }) => {
  const pages = 5
  await withUnlikeHistory(alice, bob, pages * PAGE, 10)
  await expect(bySeq(bob, pages * PAGE)).toBeInViewport()
  let gate = createDeferred()
  let asked = createDeferred()
  await bob.page.route(/\/api\/messages\/[0-9a-f-]+\?before=/, async (route) => {
    asked.open()
    await gate.passed
    await route.continue()
  })
  const moves: number[] = []
  for (let loaded = 1; loaded < pages; loaded++) {
    await bob.chat.pane().evaluate((pane, at) => pane.scrollTo({ top: at }), 40 + loaded * 90)
    await asked.passed
    const anchor = await seqAt(bob, loaded / pages)
    await expect(bySeq(bob, anchor)).toBeInViewport()
    const moved = await watch(bob, anchor)
    asked = createDeferred()
    gate.open()
    gate = createDeferred()
    const oldest = (pages - loaded - 1) * PAGE + 1
    await expect(bySeq(bob, oldest)).toBeAttached()
    await expect(bySeq(bob, anchor)).toBeInViewport()
    moves.push(await moved())
  }
  expect(moves).toHaveLength(pages - 1)
  expect(Math.max(...moves)).toBeLessThanOrEqual(1)
  expect(await shownSeqs(bob)).toEqual(Array.from({ length: MAX_LOADED }, (_, index) => index + 1))
})

test('loading older messages does not move the keyboard focus', async ({ alice, bob }) => {
  await withUnlikeHistory(alice, bob, PAGE + 20, 10)
  await bob.chat.pane().focus()
  const gate = createDeferred()
  await bob.page.route(/\/api\/messages\/[0-9a-f-]+\?before=/, async (route) => {
    await gate.passed
    await route.continue()
  })
  await bob.page.keyboard.press('ArrowUp')
  await bob.page.keyboard.press('Home')
  await expect(bySeq(bob, 21)).toBeFocused()
  gate.open()
  await expect(bySeq(bob, 1)).toBeAttached()
  await expect(bySeq(bob, 21)).toBeFocused()
  await bob.page.keyboard.press('ArrowUp')
  await expect(bySeq(bob, 20)).toBeFocused()
})

test('new, changed and deleted messages do not move what a reader further up sees', async ({ alice, bob }) => {
  const id = await withUnlikeHistory(alice, bob, PAGE)
  await bySeq(bob, 28).evaluate((element) => element.scrollIntoView({ block: 'start' }))
  await expect(bob.chat.newestButton(en.messages.toNewest)).toBeVisible()
  const anchor = await seqAt(bob, 0.2)
  const moved = await watch(bob, anchor)
  const { http } = alice.api

  for (const number of [51, 52, 53]) await alice.api.send(id, bodyOf(number))
  await expect(bob.chat.newestButton(en.messages.newBelow(3))).toBeVisible()
  expect(await moved()).toBeLessThanOrEqual(1)

  await http.post(`/api/messages/${id}/26/reaction`, { data: { emoji: '👍' } })
  await expect(bySeq(bob, 26).getByRole('button', { name: /^👍/ })).toBeAttached()
  await http.patch(`/api/messages/${id}/25`, { data: { body: `now longer\n${'and on\n'.repeat(30)}` } })
  await expect(bySeq(bob, 25)).toContainText('now longer')
  await http.patch(`/api/messages/${id}/23`, { data: { body: 'now shorter' } })
  await expect(bySeq(bob, 23)).toContainText('now shorter')
  await http.delete(`/api/messages/${id}/22?for=everyone`)
  await expect(bySeq(bob, 22)).toContainText(en.messages.retracted)
  await bob.api.http.delete(`/api/messages/${id}/20`)
  await expect(bySeq(bob, 20)).toHaveCount(0)
  await http.patch(`/api/messages/${id}/50`, { data: { body: `longer below\n${'and on\n'.repeat(30)}` } })
  await expect(bySeq(bob, 50)).toContainText('longer below')
  expect(await moved()).toBeLessThanOrEqual(1)
  await expect(bySeq(bob, anchor)).toBeInViewport()
})

test('the log stays scrolled to its end whatever changes above and while typing grows the composer', async ({
  alice,
  bob,
}) => {
  const id = await withUnlikeHistory(alice, bob, 20)
  const stays = () => expect.poll(() => distanceToEnd(bob)).toBeLessThanOrEqual(1)
  await stays()
  await alice.api.http.patch(`/api/messages/${id}/17`, { data: { body: `longer\n${'and on\n'.repeat(30)}` } })
  await expect(bySeq(bob, 17)).toContainText('longer')
  await stays()
  await alice.api.http.post(`/api/messages/${id}/20/reaction`, { data: { emoji: '👍' } })
  await expect(bySeq(bob, 20).getByRole('button', { name: /^👍/ })).toBeInViewport()
  await stays()
  await bob.chat.composer('Alice').fill('line\n'.repeat(5))
  await stays()
  await alice.api.send(id, bodyOf(21))
  await expect(bySeq(bob, 21)).toBeAttached()
  await stays()
})
