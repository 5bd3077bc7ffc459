import { expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import { befriend, type Person } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

const SEND = '**/api/messages/send'

test('a message whose response is lost is stored once and shown once', async ({ alice, bob }) => {
  const conversationId = await befriend(alice, bob)
  await alice.openChat(bob)
  await bob.openChat(alice)
  const statuses: number[] = []
  await alice.page.route(SEND, async (route) => {
    const answer = await route.fetch()
    statuses.push(answer.status())
    if (statuses.length === 1) await route.abort('connectionreset')
    else await route.fulfill({ response: answer })
  })
  await alice.chat.send('Once and only once')
  await expect.poll(() => statuses).toEqual([201, 200])
  await expect(alice.chat.state('read')).toHaveCount(1)
  await alice.chat.send('and then this')
  await expect(bob.chat.message('and then this')).toBeVisible()
  await expectMessages([alice, bob], conversationId, ['Once and only once', 'and then this'])
})

test('messages written offline are shown as queued, and are sent in order once online', async ({ alice, bob }) => {
  const conversationId = await befriend(alice, bob)
  await alice.openChat(bob)
  await bob.openChat(alice)
  await alice.context.setOffline(true)
  const written = ['first', 'second', 'third']
  for (const text of written) await alice.chat.send(text)
  await expect(alice.chat.state('queued')).toHaveCount(written.length)
  await expect(alice.shell.connectionLine(en.live.waiting(written.length))).toBeVisible()
  expect((await bob.api.history(conversationId)).items).toEqual([])

  await alice.context.setOffline(false)
  await expect(bob.chat.message('third')).toBeVisible()
  await alice.shell.expectLive()
  await expect(alice.chat.state('queued')).toHaveCount(0)
  await expectMessages([alice, bob], conversationId, written)
})

test('a refused message keeps its text with a reason, and can be sent again or discarded', async ({ alice, bob }) => {
  const conversationId = await befriend(alice, bob)
  await alice.openChat(bob)
  await alice.page.route(SEND, (route) =>
    route.fulfill({ status: 403, json: { status: 403, code: 'not_friends', detail: 'You are not friends.' } }),
  )
  await alice.chat.send('Still there?')
  const fault = alice.chat.log().getByRole('alert')
  await expect(fault).toContainText(en.messages.states.failed)
  await alice.chat.send('Throw me away')
  await expect(fault).toHaveCount(2)
  await alice.page.unroute(SEND)
  await alice.chat.log().getByRole('button', { name: en.messages.discard }).last().click()
  await alice.chat.log().getByRole('button', { name: en.messages.retry }).click()
  await expect(alice.chat.state('stored')).toHaveCount(1)
  await expect(fault).toHaveCount(0)
  await expectMessages([alice], conversationId, ['Still there?'])
})

/** Expects these messages on both screens and in the database. */
async function expectMessages(people: Person[], conversationId: string, bodies: string[]) {
  for (const { chat, api } of people) {
    await expect.poll(chat.bodies).toEqual(bodies)
    expect((await api.history(conversationId)).items.map(({ body }) => body)).toEqual(bodies)
  }
}
