import { expect, type Page } from '@playwright/test'
import { en } from '@/components/strings/en'
import { FriendsPage } from '@/e2e/pages/friends'
import { Shell } from '@/e2e/pages/shell'
import { befriend, type Person } from '@/e2e/support/people'
import { listenAs } from '@/e2e/support/sockets'
import { test } from '@/e2e/support/test'
import { parseData } from '@/server/realtime/testing/socket'

const ONLINE = en.person.online
const LAST_SEEN = `${en.person.lastSeen} ${en.general.ago.justNow}`
/** A friend in the list. */
const rowOf = (page: Page, name: string) => new FriendsPage(page).list().getByRole('listitem').filter({ hasText: name })

/** Opens another tab of the same user; resolves when it is live. */
async function openTab(person: Person): Promise<Page> {
  const page = await person.context.newPage()
  await page.goto('/friends')
  await new Shell(page).expectLive()
  return page
}

const onlineFriendsOf = async ({ api }: Person): Promise<string[]> =>
  (await (await api.http.get('/api/friends/online')).json()).userIds

test('a friend is online while any of their tabs is open, and offline after the last is closed', async ({
  alice,
  bob,
}) => {
  await befriend(alice, bob)
  await bob.friends.goto()
  await bob.shell.expectLive()
  const row = rowOf(bob.page, 'Alice')
  await expect(row).toContainText(alice.user.username)
  await expect(row).not.toContainText(ONLINE)

  const [first, second, third] = [await openTab(alice), await openTab(alice), await openTab(alice)]
  await expect(row).toContainText(ONLINE)
  await expect(rowOf(first, 'Bob')).toContainText(ONLINE)

  await first.close()
  await second.close()
  await third.reload()
  await new Shell(third).expectLive()
  expect(await onlineFriendsOf(bob)).toEqual([alice.user.id])
  await expect(row).toContainText(ONLINE)

  await third.close()
  await expect(row).toContainText(LAST_SEEN)
  expect(await onlineFriendsOf(bob)).toEqual([])
})

test('a conversation shows when the peer is online or was last seen, also after a reload', async ({ alice, bob }) => {
  await alice.api.send(await befriend(alice, bob), 'Hello')
  await bob.openChat(alice)
  const heading = bob.page.getByRole('heading', { name: 'Alice', level: 2 }).locator('..')
  const tab = await openTab(alice)
  await expect(heading).toContainText(ONLINE)
  await expect(bob.conversations.row('Alice')).toHaveAccessibleName(/^Alice \(online\)/)
  await tab.close()
  await expect(heading).toContainText(LAST_SEEN)
  await expect(bob.conversations.row('Alice')).not.toHaveAccessibleName(/online/)
  await bob.page.reload()
  await expect(heading).toContainText(en.person.lastSeen)
})

for (const [end, act] of [
  ['unfriending', (bob: Person, userId: string) => bob.api.http.delete(`/api/friends/${userId}`)],
  ['blocking', (bob: Person, userId: string) => bob.api.block(userId)],
] as const)
  test(`after ${end} neither user sees the other’s online status`, async ({ alice, bob }) => {
    await befriend(alice, bob)
    await alice.openChat(bob)
    await bob.openChat(alice)
    for (const { page } of [alice, bob])
      await expect(page.getByText(/^Online/).filter({ visible: true })).toHaveCount(1)
    await act(bob, alice.user.id)
    for (const { page } of [alice, bob]) await expect(page.getByText(ONLINE)).toHaveCount(0)
    for (const person of [alice, bob]) expect(await onlineFriendsOf(person)).toEqual([])
  })

test('a user who is not a friend gets no online status, on no page and by no event', async ({
  alice,
  bob,
  newPerson,
}) => {
  const carol = await newPerson('Carol')
  await befriend(alice, bob)
  const [carols, bobs] = [await listenAs(carol), await listenAs(bob)]
  const tab = await openTab(alice)
  const ofAlice = (frame: Parameters<typeof parseData>[0]) =>
    frame.event === 'presence' && JSON.stringify(parseData(frame)).includes(alice.user.id)
  await bobs.next(ofAlice)
  await tab.close()
  await bobs.next(ofAlice)
  await carols.settled()
  expect(carols.unread().filter(ofAlice)).toEqual([])
  expect(await onlineFriendsOf(carol)).toEqual([])

  await openTab(alice)
  await carol.page.goto(`/u/${alice.user.username}`)
  await carol.shell.expectLive()
  await expect(carol.page.getByRole('heading', { name: 'Alice' })).toBeVisible()
  await expect(carol.page.getByText(ONLINE)).toHaveCount(0)
  await expect(carol.page.getByText(en.person.lastSeen)).toHaveCount(0)
})

test('a user who hides their online status looks offline at once to friends who saw them online', async ({
  alice,
  bob,
}) => {
  await befriend(alice, bob)
  await bob.friends.goto()
  await bob.shell.expectLive()
  await openTab(alice)
  const row = rowOf(bob.page, 'Alice')
  await expect(row).toContainText(ONLINE)
  await alice.api.http.patch('/api/me', { data: { seenOnlineBy: 'nobody' } })
  await expect(row).not.toContainText(ONLINE)
  await expect(row).not.toContainText(en.person.lastSeen)
})
