import { randomUUID } from 'node:crypto'
import { type Browser, expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import { ConversationsPage } from '@/e2e/pages/conversations'
import { network } from '@/e2e/support/network'
import { befriend, type Person, signedInWith } from '@/e2e/support/people'
import { screenOf, timesOf, watch } from '@/e2e/support/screen'
import { test } from '@/e2e/support/test'

const SENT_AT_ONCE = 20

type Somebody = Awaited<ReturnType<typeof signedInWith>>

/** Sends `count` messages, most of them concurrently; the text of the last one says so. */
async function sendMany({ api }: Somebody, conversationId: string, count: number) {
  const { cookies } = await api.http.storageState()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const headers = { cookie, 'content-type': 'application/json' }
  const { origin } = new URL((await api.http.get('/api/health')).url())
  let begun = 1
  const lane = async () => {
    while (begun < count) {
      const body = JSON.stringify({ conversationId, clientId: randomUUID(), body: `message ${begun++}` })
      const response = await fetch(`${origin}/api/messages/send`, { method: 'POST', headers, body })
      expect(response.status).toBe(201)
      await response.arrayBuffer()
    }
  }
  await Promise.all(Array.from({ length: SENT_AT_ONCE }, lane))
  await api.send(conversationId, `the last of ${count}`)
}

const hideForMe = async ({ api }: Pick<Somebody, 'api'>, conversationId: string, seq: number) =>
  expect(await api.http.delete(`/api/messages/${conversationId}/${seq}`)).toBeOK()

/** Expects the screen to equal that of a page loaded now. */
async function expectEqualToFreshLoad({ page, context }: Person, browser: Browser) {
  const elsewhere = await browser.newContext({ storageState: await context.storageState() })
  const fresh = await elsewhere.newPage()
  await fresh.goto(new URL(page.url()).pathname)
  await expect(new ConversationsPage(fresh).row('Bob')).toBeVisible()
  await expect(async () => {
    const shown = await screenOf(fresh)
    expect(shown.length).toBeGreaterThan(20)
    expect(await screenOf(page)).toEqual(shown)
  }).toPass({ timeout: 15_000 })
  await elsewhere.close()
}

/** Creates friends of Alice, who change data while she is offline. */
async function aliceAmongFriends(alice: Person, newSomebody: (name: string) => Promise<Somebody>) {
  const names = ['Bob', 'Carol', 'Dave', 'Erin', 'Frank', 'Grace']
  const people = await Promise.all(names.map(newSomebody))
  const [bob, carol, dave, erin, frank, grace] = people as [Somebody, Somebody, Somebody, Somebody, Somebody, Somebody]
  const ids: string[] = []
  for (const person of [frank, erin, dave, carol, bob]) {
    const id = await befriend(alice, person)
    for (const body of ['Hello', 'Are you there?']) await person.api.send(id, body)
    await alice.api.send(id, 'Yes')
    await alice.api.markRead(id, 3)
    ids.push(id)
  }
  await expect(await grace.api.request(alice.user.id)).toBeOK()
  const [withFrank = '', withErin = '', withDave = '', withCarol = '', withBob = ''] = ids
  return { bob, carol, dave, erin, frank, grace, withBob, withCarol, withDave, withErin, withFrank }
}

type Friends = Awaited<ReturnType<typeof aliceAmongFriends>>

/** Makes other changes: messages read by either user, deletions, an unfriending, a block, a cancelled request. */
async function meanwhile(alice: Person, friends: Friends) {
  const { bob, carol, erin, frank, grace, withBob, withCarol, withDave } = friends
  await bob.api.markRead(withBob, 3)
  for (const body of ['one', 'two', 'three']) await carol.api.send(withCarol, body)
  await alice.api.markRead(withCarol, 4)
  await hideForMe(alice, withDave, 3)
  await hideForMe(alice, withBob, 2)
  await expect(await erin.api.http.delete(`/api/friends/${alice.user.id}`)).toBeOK()
  await frank.api.block(alice.user.id)
  await grace.api.cancel(alice.user.id)
}

for (const count of [1, 50, 51, 5000])
  test(`after an absence with ${count} missed messages the screen equals that of a fresh load`, async ({
    alice,
    newHttp,
    browser,
  }) => {
    test.setTimeout(90_000 + 100 * count) // Sending many messages is slow.
    const friends = await aliceAmongFriends(alice, async (name) => signedInWith(await newHttp(), name))
    const { lose, comeBack } = await network(alice)
    await alice.page.goto(`/messages/${friends.withBob}`)
    await alice.shell.expectLive()
    await expect(alice.chat.message('Are you there?')).toBeVisible()
    await watch(alice.page)
    await lose()
    await expect(alice.shell.connectionLine(en.live.offline)).toBeVisible()

    await meanwhile(alice, friends)
    await sendMany(friends.bob, friends.withBob, count)
    await expect(alice.chat.message('Are you there?')).toBeVisible()

    await comeBack()
    await alice.shell.expectLive()
    await expect(alice.chat.message(`the last of ${count}`)).toBeVisible()
    await alice.shell.expectUnread('2 unread messages')
    await expectEqualToFreshLoad(alice, browser)
    const { live, settled } = await timesOf(alice.page)
    const figures = `${count} missed: live after ${live} ms, the screen as it stays after ${settled} ms`
    test.info().annotations.push({ type: 'figures', description: figures })
    console.log(figures)
  })

for (const [what, happen] of [
  ['ended the friendship', ({ bob }: Friends, alice: Person) => bob.api.http.delete(`/api/friends/${alice.user.id}`)],
  ['blocked', ({ bob }: Friends, alice: Person) => bob.api.http.post(`/api/friends/block/${alice.user.id}`)],
] as const)
  test(`a conversation whose peer sent a message and then ${what} during an absence shows the message and no composer`, async ({
    alice,
    newHttp,
    browser,
  }) => {
    const friends = await aliceAmongFriends(alice, async (name) => signedInWith(await newHttp(), name))
    const { lose, comeBack } = await network(alice)
    await alice.page.goto(`/messages/${friends.withBob}`)
    await alice.shell.expectLive()
    await expect(alice.chat.composer('Bob')).toBeVisible()
    await lose()
    await friends.bob.api.send(friends.withBob, 'Farewell')
    await expect(await happen(friends, alice)).toBeOK()

    await comeBack()
    await alice.shell.expectLive()
    await expect(alice.chat.message('Farewell')).toBeVisible()
    await expect(alice.chat.composer('Bob')).toHaveCount(0)
    await expectEqualToFreshLoad(alice, browser)
  })

test('after an absence the list of conversations has the counts of a fresh load', async ({
  alice,
  newHttp,
  browser,
}) => {
  const friends = await aliceAmongFriends(alice, async (name) => signedInWith(await newHttp(), name))
  const { lose, comeBack } = await network(alice)
  await alice.conversations.goto()
  await alice.shell.expectLive()
  await lose()
  await meanwhile(alice, friends)
  await sendMany(friends.bob, friends.withBob, 51)
  await comeBack()
  await alice.shell.expectLive()
  await alice.shell.expectUnread('53 unread messages')
  await expectEqualToFreshLoad(alice, browser)
})
