import { type APIRequestContext, expect, type Page } from '@playwright/test'
import { en } from '@/components/strings/en'
import { UNDO_MS } from '@/components/ui/undo-queue'
import { befriend, type Person, signedInWith } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

/** Creates users without a browser who have sent this user a friend request. */
const requestsFrom = (person: Person, names: readonly string[], newHttp: () => Promise<APIRequestContext>) =>
  Promise.all(
    names.map(async (name) => {
      const asker = await signedInWith(await newHttp(), name)
      await asker.api.request(person.user.id)
      return asker
    }),
  )

/** Opens the friends screen with a fake clock that the test can advance. */
async function openWithClock(person: Person) {
  await person.page.clock.install()
  await person.friends.goto()
  await person.shell.expectLive()
}

/** Records the paths of the requests that change data. */
function changesOf(page: Page) {
  const paths: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (request.method() !== 'GET' && pathname.startsWith('/api/friends/')) paths.push(pathname)
  })
  return paths
}

const namesIn = async (people: Promise<{ items: { displayName: string }[] }>) =>
  (await people).items.map(({ displayName }) => displayName)

test('accepting several requests at once accepts all that are still open, and names the others', async ({
  alice,
  newHttp,
}) => {
  const [, carol] = await requestsFrom(alice, ['Bob', 'Carol', 'Dave'], newHttp)
  await alice.friends.goto()
  await alice.shell.expectLive()
  await alice.page.route('**/batch-accept', async (route) => {
    await carol?.api.cancel(alice.user.id) // While the response is delayed.
    await route.continue()
  })

  await alice.friends.selectButton().click()
  await expect(alice.friends.acceptMany(0)).toBeDisabled()
  await alice.friends.box('Bob').check()
  await alice.friends.box('Carol').check()
  await alice.friends.acceptMany(2).click()

  await expect(alice.friends.list()).toContainText('Bob')
  await expect(alice.friends.incoming().getByRole('alert')).toContainText(
    /^1 request was not accepted:Carol: This request no longer exists/,
  )
  await expect(alice.friends.acceptButton('Dave')).toBeVisible()
  await expect(alice.friends.acceptButton('Carol')).toHaveCount(0)
  await expect(alice.friends.toast(en.many.accepted(1))).toBeVisible()
  expect(await namesIn(alice.api.friends())).toEqual(['Bob'])
})

test('declining several requests at once shows one undo, and declines them when it expires', async ({
  alice,
  newHttp,
}) => {
  await requestsFrom(alice, ['Bob', 'Carol', 'Dave'], newHttp)
  await openWithClock(alice)
  const changes = changesOf(alice.page)
  const declineTwo = async () => {
    await alice.friends.selectButton().click()
    await alice.friends.box('Bob').check()
    await alice.friends.box('Carol').check()
    await alice.friends.declineMany(2).click()
    await expect(alice.friends.toast(en.many.declined(2))).toBeVisible()
    await expect(alice.friends.acceptButton('Bob')).toHaveCount(0)
    await expect(alice.friends.acceptButton('Dave')).toBeVisible()
  }
  await declineTwo()
  await alice.friends.undoButton().click()
  await expect(alice.friends.acceptButton('Bob')).toBeVisible()
  await expect(alice.friends.acceptButton('Carol')).toBeVisible()
  await alice.page.clock.fastForward(UNDO_MS)
  expect(changes).toEqual([])

  await declineTwo()
  await alice.page.clock.fastForward(UNDO_MS)
  await expect.poll(() => namesIn(alice.api.requests())).toEqual(['Dave'])
  expect(changes).toEqual(['/api/friends/batch-decline'])
  await expect(alice.friends.toast(en.many.declined(2))).toHaveCount(0)
  await expect(alice.friends.acceptButton('Bob')).toHaveCount(0)
})

test('a declined request is restored by undo, and is declined when the undo expires', async ({ alice, bob }) => {
  await bob.api.request(alice.user.id)
  await openWithClock(alice)
  await bob.friends.goto()
  await alice.friends.declineButton('Bob').click()
  await expect(alice.friends.toast(en.person.done.decline('Bob'))).toBeVisible()
  await expect(alice.friends.declineButton('Bob')).toHaveCount(0)
  await alice.shell.expectRequests('')
  await alice.page.clock.fastForward(UNDO_MS - 2000)
  await alice.friends.undoButton().click()
  await expect(alice.friends.declineButton('Bob')).toBeVisible()
  await alice.shell.expectRequests('1 request')
  await alice.page.clock.fastForward(UNDO_MS)
  await expect(bob.friends.cancelButton('Alice')).toBeVisible()
  expect(await namesIn(alice.api.requests())).toEqual(['Bob'])

  await alice.friends.declineButton('Bob').click()
  await alice.page.clock.fastForward(UNDO_MS)
  await expect(bob.friends.cancelButton('Alice')).toHaveCount(0)
  await expect(alice.friends.declineButton('Bob')).toHaveCount(0)
})

test('deferred actions are performed when the page is left or the tab is hidden', async ({ alice, newHttp }) => {
  await requestsFrom(alice, ['Bob', 'Carol'], newHttp)
  await alice.friends.goto()
  await alice.friends.declineButton('Bob').click()
  await expect(alice.friends.undoButton()).toBeVisible()
  expect((await namesIn(alice.api.requests())).sort()).toEqual(['Bob', 'Carol'])
  await alice.page.goto('about:blank')
  await expect.poll(() => namesIn(alice.api.requests())).toEqual(['Carol'])

  await alice.friends.goto()
  await alice.friends.declineButton('Carol').click()
  await expect(alice.friends.undoButton()).toBeVisible()
  await alice.page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await expect.poll(() => namesIn(alice.api.requests())).toEqual([])
  await expect(alice.friends.undoButton()).toHaveCount(0)
})

test('unfriending from a row can be undone, and otherwise ends the friendship for both', async ({ alice, bob }) => {
  const conversationId = await befriend(alice, bob)
  await openWithClock(alice)
  await bob.openChat(alice)
  await alice.friends.choose('Bob', en.person.unfriend)
  await expect(alice.friends.toast(en.person.done.unfriend('Bob'))).toBeVisible()
  await expect(alice.friends.messageButton('Bob')).toHaveCount(0)
  await expect(bob.chat.composer('Alice')).toBeVisible()
  await alice.friends.undoButton().click()
  await expect(alice.friends.messageButton('Bob')).toBeVisible()

  await alice.friends.choose('Bob', en.person.unfriend)
  await alice.page.clock.fastForward(UNDO_MS)
  await expect(bob.page.getByText(en.messages.closed('Alice'))).toBeVisible()
  expect(await namesIn(alice.api.friends())).toEqual([])
  await alice.page.goto(`/messages/${conversationId}`)
  await expect(alice.page.getByText(en.messages.closed('Bob'))).toBeVisible()
})

test('cancelling a request can be undone, also from the profile page', async ({ alice, bob }) => {
  await alice.api.request(bob.user.id)
  await alice.page.clock.install()
  await alice.profile.goto(bob.user.username)
  await alice.shell.expectLive()
  await alice.profile.cancelButton('Bob').click()
  await expect(alice.profile.cancelButton('Bob')).toHaveCount(0)
  await alice.profile.undoButton('Bob').click()
  await expect(alice.profile.cancelButton('Bob')).toBeVisible()
  await alice.profile.cancelButton('Bob').click()
  await alice.page.clock.fastForward(UNDO_MS)
  await expect(alice.profile.requestButton('Bob')).toBeVisible()
  expect(await namesIn(bob.api.requests())).toEqual([])
})

test('a deferred action that the server refuses shows the person again with an error', async ({ alice, bob }) => {
  await befriend(alice, bob)
  await openWithClock(alice)
  await alice.page.route(`**/api/friends/${bob.user.id}`, (route) => route.abort())
  await alice.friends.choose('Bob', en.person.unfriend)
  await expect(alice.friends.messageButton('Bob')).toHaveCount(0)
  await alice.page.clock.fastForward(UNDO_MS)
  await expect(alice.friends.messageButton('Bob')).toBeVisible()
  await expect(alice.friends.toast(en.person.notDone.unfriend('Bob'))).toBeVisible()
})

test('the menu of a person works with the keyboard, and returns the focus when it closes', async ({ alice, bob }) => {
  await befriend(alice, bob)
  await alice.friends.goto()
  const { keyboard } = alice.page
  await alice.friends.more('Bob').focus()
  await keyboard.press('Enter')
  await expect(alice.friends.choice(en.person.profile)).toBeFocused()
  await keyboard.press('ArrowDown')
  await expect(alice.friends.choice(en.person.unfriend)).toBeFocused()
  await keyboard.press('End')
  await keyboard.press('ArrowDown')
  await expect(alice.friends.choice(en.person.profile)).toBeFocused()
  await keyboard.press('Escape')
  await expect(alice.friends.more('Bob')).toBeFocused()
  await keyboard.press('Enter')
  await keyboard.press('Enter')
  await expect(alice.page).toHaveURL(`/u/${bob.user.username}`)
  await expect(alice.profile.heading('Bob')).toBeVisible()
})

test('people with mutual friends are suggested until they are dismissed', async ({ alice, newHttp }) => {
  const [common, carol, dave] = await Promise.all(
    ['Common', 'Carol', 'Dave'].map(async (name) => signedInWith(await newHttp(), name)),
  )
  if (!common || !carol || !dave) throw new Error('There are three.')
  for (const other of [alice, carol, dave]) await befriend(common, other)
  await carol.api.request(alice.user.id)
  await alice.friends.goto()
  await expect(alice.friends.incoming()).toContainText(en.person.mutual(1))
  await expect(alice.friends.suggestions()).toContainText('Dave')
  await expect(alice.friends.suggestions()).not.toContainText('Carol')
  await alice.friends.dismissButton('Dave').click()
  await expect(alice.friends.suggestions()).toHaveCount(0)
  await alice.page.reload()
  await expect(alice.friends.list()).toContainText('Common')
  await alice.profile.goto(dave.user.username)
  await alice.profile.mutualButton(1).click()
  await expect(alice.page.getByRole('region', { name: en.person.mutualOf('Dave') })).toContainText('Common')
})
