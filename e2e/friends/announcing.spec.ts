import { type BrowserContext, expect, type Page } from '@playwright/test'
import { en } from '@/components/strings/en'
import { network } from '@/e2e/support/network'
import { befriend } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

declare global {
  interface Window {
    announcements: string[]
  }
}

/** Records the announcements of a screen reader: what is added to a live region, or changes in it. */
const listen = (context: BrowserContext) =>
  context.addInitScript(() => {
    window.announcements = []
    const isLive = (node: Node) => {
      const element = node instanceof Element ? node : node.parentElement
      const region = element?.closest('[aria-live], [role=status], [role=alert], [role=log]')
      return region !== null && region?.getAttribute('aria-live') !== 'off'
    }
    new MutationObserver((records) => {
      for (const { type, target, addedNodes } of records)
        for (const node of type === 'characterData' ? [target] : addedNodes)
          if (isLive(node) && node.textContent) window.announcements.push(node.textContent)
    }).observe(document, { childList: true, subtree: true, characterData: true })
  })

const announcementsWith = (page: Page, ...parts: string[]) =>
  page.evaluate((wanted) => window.announcements.filter((text) => wanted.some((part) => text.includes(part))), parts)

test('each new message is announced once, with author and text, and no older or edited one is', async ({
  alice,
  bob,
}) => {
  const id = await befriend(alice, bob)
  for (let number = 1; number <= 70; number++) await alice.api.send(id, `older ${number}`)
  await bob.api.markRead(id, 70)
  await listen(bob.context)
  await bob.openChat(alice)
  await bob.chat.pane().evaluate((pane) => pane.scrollTo({ top: 0 }))
  await expect(bob.chat.message('older 1')).toBeAttached()
  for (const text of ['Hello', 'Hello', '**Bring** a coat']) await alice.api.send(id, text)
  await expect
    .poll(() => announcementsWith(bob.page, 'Alice: '))
    .toEqual(['Alice: Hello', 'Alice: Hello', 'Alice: **Bring** a coat'])

  await bob.context.setOffline(true)
  for (const text of ['while', 'you were', 'away']) await alice.api.send(id, text)
  await bob.context.setOffline(false)
  await expect(bob.chat.message('away')).toBeAttached()
  await expect
    .poll(() => announcementsWith(bob.page, 'while', 'you were', 'away'))
    .toEqual(['Alice: while', 'Alice: you were', 'Alice: away'])
  await alice.api.http.patch(`/api/messages/${id}/71`, { data: { body: 'Hello, edited' } })
  await expect(bob.chat.message('Hello, edited')).toBeAttached()
  expect(await announcementsWith(bob.page, 'older', 'edited')).toEqual([])
})

test('after a long absence the number of new messages is announced instead of each of them', async ({ alice, bob }) => {
  const id = await befriend(alice, bob)
  await alice.api.send(id, 'Hello')
  await listen(bob.context)
  const { lose, comeBack } = await network(bob)
  await bob.openChat(alice)
  await lose()
  for (let number = 1; number <= 12; number++) await alice.api.send(id, `number ${number}`)
  await comeBack()
  await expect(bob.chat.message('number 12')).toBeVisible()
  expect(await announcementsWith(bob.page, 'Alice: ')).toEqual([en.messages.from('Alice', en.messages.newBelow(12))])
})

test('the accessible name of a message is its author and text, and that of the log is the peer', async ({
  alice,
  bob,
}) => {
  const id = await befriend(alice, bob)
  await alice.api.send(id, 'Red or *white*?')
  await bob.api.send(id, 'Red')
  await bob.openChat(alice)
  const log = bob.page.getByRole('log', { name: en.messages.log('Alice') })
  await expect(log.getByRole('article')).toHaveCount(2)
  await expect(log.getByRole('article', { name: 'Alice Red or white?', exact: true })).toBeVisible()
  await expect(log.getByRole('article', { name: `${en.messages.mine} Red`, exact: true })).toBeVisible()
})
