import { expect, type Route } from '@playwright/test'
import { en } from '@/components/strings/en'
import { createDeferred } from '@/e2e/support/deferred'
import { expectStored } from '@/e2e/support/expect-stored-offline'
import { befriend, type Person } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

const text = en.messages
const SEND = '**/api/messages/send'

async function rewrite({ chat }: Person, from: string, to: string) {
  await chat.choose(from, text.edit)
  await expect(chat.editor()).toHaveValue(from)
  await chat.editor().fill(to)
  await chat.saveButton().click()
}

async function expectMessages(people: Person[], conversationId: string, bodies: string[]) {
  for (const { chat, api } of people) {
    await expect.poll(chat.bodies).toEqual(bodies)
    const stored = async () => (await api.history(conversationId)).items.map(({ body }) => body)
    await expect.poll(stored).toEqual(bodies)
  }
}

test('messages queued offline can be edited and cancelled, and the rest is sent after a reload', async ({
  newPerson,
  bob,
}) => {
  const alice = await newPerson('Alice', { serviceWorkers: 'allow' })
  const id = await befriend(alice, bob)
  await bob.openChat(alice)
  await alice.openChat(bob)
  await expectStored(alice.page, id)
  await alice.context.setOffline(true)
  for (const body of ['one', 'two', 'three']) await alice.chat.send(body)
  await expect(alice.chat.state('queued')).toHaveCount(3)
  await rewrite(alice, 'two', 'two, better')
  await alice.chat.choose('three', text.discard)
  await expect(alice.shell.toast(text.discarded)).toBeVisible()
  await expect.poll(alice.chat.bodies).toEqual(['one', 'two, better'])
  await expect(alice.shell.connectionLine(en.live.waiting(2))).toBeVisible()

  await alice.page.reload()
  await expect.poll(alice.chat.bodies).toEqual(['one', 'two, better'])
  await alice.context.setOffline(false)
  await expect(bob.chat.message('two, better')).toBeVisible()
  await expect(alice.chat.state('queued')).toHaveCount(0)
  await expectMessages([alice, bob], id, ['one', 'two, better'])
  await expect(bob.chat.row('two, better')).not.toContainText(text.edited)
})

test('with the keyboard the last queued message is edited, cancelled, and restored by undo', async ({ alice, bob }) => {
  const id = await befriend(alice, bob)
  await alice.openChat(bob)
  await bob.openChat(alice)
  await alice.context.setOffline(true)
  for (const body of ['one', 'two']) await alice.chat.send(body)
  const { keyboard } = alice.page
  await alice.chat.composer('Bob').press('ArrowUp')
  await expect(alice.chat.editor()).toHaveValue('two')
  await alice.chat.editor().fill('two and a half')
  await keyboard.press('Enter')
  await expect(alice.chat.composer('Bob')).toHaveValue('')

  await alice.chat.pane().focus()
  await keyboard.press('ArrowUp')
  await expect(alice.chat.row('two and a half')).toBeFocused()
  await keyboard.press('Enter')
  await expect(alice.page.getByRole('menuitem', { name: text.edit })).toBeFocused()
  await expect(alice.page.getByRole('menuitem')).toHaveText([text.edit, text.copy, new RegExp(`^${text.discard}`)])
  await keyboard.press('End')
  await keyboard.press('Enter')
  await expect.poll(alice.chat.bodies).toEqual(['one'])
  await expect(alice.chat.row('one')).toBeFocused()
  await alice.shell.toast(text.discarded).getByRole('button', { name: en.toasts.undo }).press('Enter')
  await expect.poll(alice.chat.bodies).toEqual(['one', 'two and a half'])

  await alice.context.setOffline(false)
  await expectMessages([alice, bob], id, ['one', 'two and a half'])
})

test('text typed while its queued message is being sent becomes an edit, and nothing is lost', async ({
  alice,
  bob,
}) => {
  const id = await befriend(alice, bob)
  await alice.openChat(bob)
  await bob.openChat(alice)
  const held = createDeferred()
  await alice.page.route(SEND, async (route) => {
    await held.passed
    await route.continue()
  })
  await alice.chat.send('Dinner at eigth?')
  await expect(alice.chat.state('sending')).toHaveCount(1)
  await alice.chat.choose('Dinner at eigth?', text.edit)
  await alice.chat.editor().fill('Dinner at eight?')
  held.open()
  await expect(bob.chat.message('Dinner at eigth?')).toBeVisible()
  await expect(alice.chat.editor()).toHaveValue('Dinner at eight?')
  await expect(alice.chat.state('read')).toHaveCount(1)
  await alice.chat.saveButton().click()
  await expect(bob.chat.row('Dinner at eight?')).toContainText(text.edited)
  await expectMessages([alice, bob], id, ['Dinner at eight?'])
})

/** The response of the first send is lost after the message was stored; the next send waits for `again`. */
async function losingTheFirstAnswer({ page }: Person) {
  const [again, lost] = [createDeferred(), createDeferred()]
  let sends = 0
  await page.route(SEND, async (route: Route) => {
    if (sends++ > 0) {
      await again.passed
      return route.continue()
    }
    await route.fetch()
    await route.abort('connectionreset')
    lost.open()
  })
  return { lost: lost.passed, again: again.open }
}

test('editing a message whose response was lost changes the stored message once', async ({ alice, bob }) => {
  const id = await befriend(alice, bob)
  await alice.page.routeWebSocket(/\/app\//, (socket) => socket.close()) // Otherwise the socket would deliver the lost result.
  await alice.page.goto(`/messages/${id}`)
  await bob.openChat(alice)
  const { lost, again } = await losingTheFirstAnswer(alice)
  await alice.chat.send('first words')
  await lost
  await expect(bob.chat.message('first words')).toBeVisible()
  await rewrite(alice, 'first words', 'second words')
  await expect.poll(alice.chat.bodies).toEqual(['second words'])
  again()
  await expect(bob.chat.row('second words')).toContainText(text.edited)
  await expectMessages([alice, bob], id, ['second words'])
  await expect(alice.chat.state('sending')).toHaveCount(0)
})

test('cancelling a message that was already sent deletes it for everyone and reports that', async ({ alice, bob }) => {
  const id = await befriend(alice, bob)
  await alice.page.routeWebSocket(/\/app\//, (socket) => socket.close())
  await alice.page.goto(`/messages/${id}`)
  await bob.openChat(alice)
  const { lost, again } = await losingTheFirstAnswer(alice)
  await alice.chat.send('Wrong window')
  await lost
  await expect(bob.chat.message('Wrong window')).toBeVisible()
  await alice.chat.openMenu('Wrong window')
  await expect(alice.page.getByRole('menuitem', { name: text.withdrawNote })).toBeVisible()
  await alice.page.keyboard.press('End')
  await alice.page.keyboard.press('Enter')
  await expect(alice.chat.message('Wrong window')).toHaveCount(0)
  again()
  await expect(alice.shell.toast(text.withdrawn)).toBeVisible()
  await expect(bob.chat.message(text.retracted)).toBeVisible()
  expect((await bob.api.history(id)).items.map(({ retracted }) => retracted)).toEqual([true])
})

test('a refused message is edited from its menu and sent again', async ({ alice, bob }) => {
  const id = await befriend(alice, bob)
  await alice.openChat(bob)
  await alice.page.route(SEND, (route) =>
    route.fulfill({ status: 422, json: { status: 422, code: 'invalid', detail: 'The server did not take it.' } }),
  )
  await alice.chat.send('Not like this')
  await expect(alice.chat.log().getByRole('alert')).toContainText(text.states.failed)
  await alice.page.unroute(SEND)
  await alice.chat.openMenu('Not like this')
  await expect(alice.page.getByRole('menuitem')).toHaveText([
    text.retry,
    text.edit,
    text.copy,
    new RegExp(`^${text.discard}`),
  ])
  await alice.page.keyboard.press('Escape')
  await rewrite(alice, 'Not like this', 'Like this')
  await expect(alice.chat.state('stored')).toHaveCount(1)
  await expectMessages([alice], id, ['Like this'])
})
