import { expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import { befriend, type Person } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'
import { insertMessages } from '@/scripts/e2e-app'

const MESSAGES = 1500
const MAX_LOADED = 150
/** Elements of the whole page. */
const MAX_ELEMENTS = 3000

/** Bob has read, and has open at its end, a history of many messages. */
async function withLongHistory(alice: Person, bob: Person) {
  const id = await befriend(alice, bob)
  await insertMessages(id, MESSAGES)
  await bob.openChat(alice)
  await expect(bySeq(bob, MESSAGES)).toBeInViewport()
  return id
}

const bySeq = ({ chat }: Person, seq: number) => chat.log().locator(`[data-seq="${seq}"]`)
const pill = ({ chat }: Person, count: number) => chat.newestButton(en.messages.newBelow(count))

interface Walk {
  /** Each seq that was loaded. */
  seen: number[]
  /** The largest numbers of messages and of elements in the page. */
  messages: number
  elements: number
  /** Seqs that were missing or repeated between the loaded ones. */
  wrong: number[]
  /** How far the message at the top edge moved when pages were loaded or dropped, in pixels. */
  moved: number
}

/** Scrolls to an end of the history as fast as pages load, and watches what is loaded. */
const scrollTo = ({ chat }: Person, end: 'oldest' | 'newest', seq: number): Promise<Walk> =>
  chat.pane().evaluate(
    (pane, { step, last }) => {
      const walk: Walk = { seen: [], messages: 0, elements: 0, wrong: [], moved: 0 }
      const seen = new Set<number>()
      let anchor: { element: Element; top: number } | undefined
      const loaded = () => [...pane.querySelectorAll('[data-seq]')]
      const seqOf = (element: Element | undefined) => Number(element?.getAttribute('data-seq'))
      const look = () => {
        const elements = loaded()
        for (const [index, element] of elements.entries()) {
          seen.add(seqOf(element))
          if (index > 0 && seqOf(element) !== seqOf(elements[index - 1]) + 1) walk.wrong.push(seqOf(element))
        }
        walk.messages = Math.max(walk.messages, elements.length)
        walk.elements = Math.max(walk.elements, document.getElementsByTagName('*').length)
      }
      const changes = new MutationObserver(look)
      changes.observe(pane, { childList: true, subtree: true })
      // Called after the log's own observer has corrected the position, as it is painted.
      const heights = new ResizeObserver(() => {
        if (anchor?.element.isConnected)
          walk.moved = Math.max(walk.moved, Math.abs(anchor.element.getBoundingClientRect().top - anchor.top))
      })
      for (const log of pane.children) heights.observe(log)
      return new Promise<Walk>((resolve) => {
        const next = () => {
          look()
          const target = loaded().find((element) => seqOf(element) === last)
          if (target && pane.scrollTop <= 1 === step < 0 && atEnd(pane)) {
            changes.disconnect()
            heights.disconnect()
            return resolve({ ...walk, seen: [...seen] })
          }
          pane.scrollBy({ top: step, behavior: 'instant' })
          const edge = pane.getBoundingClientRect().top
          const element = loaded().find((one) => one.getBoundingClientRect().bottom > edge)
          const isNearEnd = pane.scrollHeight - pane.clientHeight - pane.scrollTop <= 24 // There it goes to the very end.
          anchor = isNearEnd || !element ? undefined : { element, top: element.getBoundingClientRect().top }
          requestAnimationFrame(next)
        }
        const atEnd = ({ scrollTop, scrollHeight, clientHeight }: Element) =>
          step < 0 ? scrollTop <= 1 : scrollHeight - clientHeight - scrollTop <= 1
        next()
      })
    },
    { step: end === 'oldest' ? -300 : 300, last: seq },
  )

test('a long history is scrolled to its beginning and back with few messages loaded, and none missing or moved', async ({
  alice,
  bob,
}) => {
  await withLongHistory(alice, bob)
  const up = await scrollTo(bob, 'oldest', 1)
  const down = await scrollTo(bob, 'newest', MESSAGES)
  for (const walk of [up, down]) {
    expect(walk.wrong).toEqual([])
    expect(walk.seen).toHaveLength(MESSAGES)
    expect(walk.messages).toBeLessThanOrEqual(MAX_LOADED)
    expect(walk.elements).toBeLessThanOrEqual(MAX_ELEMENTS)
    expect(walk.moved).toBeLessThanOrEqual(1)
  }
})

test('a message that arrives while the newest are not loaded is counted in the pill, which leads to it', async ({
  alice,
  bob,
}) => {
  const id = await withLongHistory(alice, bob)
  await scrollTo(bob, 'oldest', 1)
  await expect(bySeq(bob, MESSAGES)).toHaveCount(0)
  await alice.api.send(id, 'the newest')
  await alice.api.send(id, 'newer still')
  await expect(pill(bob, 2)).toBeVisible()
  await expect(bob.chat.message('newer still')).toHaveCount(0)
  await bob.shell.expectUnread('2 unread messages')

  await pill(bob, 2).click()
  await expect(bob.chat.message('newer still')).toBeInViewport()
  await expect(bySeq(bob, MESSAGES)).toBeAttached()
  await bob.shell.expectUnread('')
})

test('a message sent from the beginning of the history is shown with the newest', async ({ alice, bob }) => {
  await withLongHistory(alice, bob)
  await scrollTo(bob, 'oldest', 1)
  await bob.chat.send('from far up')
  await expect(bob.chat.message('from far up')).toBeInViewport()
  await expect(bob.chat.state('stored')).toBeVisible()
  await expect(bySeq(bob, MESSAGES + 1)).toBeInViewport()
})

test('the arrow keys lead across the ends of what is loaded, and the focus stays in the log when its message is dropped', async ({
  alice,
  bob,
}) => {
  await withLongHistory(alice, bob)
  await bob.chat.pane().focus()
  await bob.page.keyboard.press('ArrowUp')
  for (let seq = MESSAGES; seq > MESSAGES - 3; seq--) {
    await expect(bySeq(bob, seq)).toBeFocused()
    await bob.page.keyboard.press('ArrowUp')
  }
  await bob.page.keyboard.press('Home')
  const first = Number(await bob.page.locator(':focus').getAttribute('data-seq'))
  await expect(bySeq(bob, first - 1)).toBeAttached()
  await bob.page.keyboard.press('ArrowUp')
  await expect(bySeq(bob, first - 1)).toBeFocused()

  await scrollTo(bob, 'oldest', 1)
  await expect(bySeq(bob, first - 1)).toHaveCount(0)
  await expect(bob.chat.pane()).toBeFocused()
  await bob.page.keyboard.press('ArrowUp')
  await expect(bob.page.locator('[data-message]:focus')).toBeInViewport()
})

test('a message that was dropped while being edited is saved', async ({ alice, bob }) => {
  const id = await withLongHistory(alice, bob)
  await bob.api.send(id, 'with a mistaek')
  await bob.chat.choose('with a mistaek', en.messages.edit)
  await scrollTo(bob, 'oldest', 1)
  await bob.chat.editor().fill('without a mistake')
  await bob.chat.saveButton().click()
  await expect(bob.chat.editor()).toHaveCount(0)
  await bob.chat.newestButton(en.messages.toNewest).click()
  await expect(bob.chat.message('without a mistake')).toBeInViewport()
})

test('a quote leads to its message again after that message was dropped', async ({ alice, bob }) => {
  const id = await withLongHistory(alice, bob)
  await bob.page.goto(`/messages/${id}?at=705`)
  await expect(bySeq(bob, 705)).toBeInViewport()
  await scrollTo(bob, 'newest', MESSAGES)
  await bob.api.http.post('/api/messages/send', {
    data: { conversationId: id, clientId: crypto.randomUUID(), body: 'about that', replyTo: 705 },
  })
  await bob.chat.row('about that').getByText('number 705').click()
  await expect(bySeq(bob, 705)).toBeInViewport()
  await expect(bySeq(bob, MESSAGES)).toHaveCount(0)
})
