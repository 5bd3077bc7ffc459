import { expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import { befriend } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

/** Sets the clock of a page forward by `minutes`; timers are not changed. */
function setClock(minutes: number) {
  const Right = Date
  const off = minutes * 60_000
  globalThis.Date = class extends Right {
    constructor(...given: [] | [number]) {
      if (given.length === 0) super(Right.now() + off)
      else super(...given)
    }
    static override now = () => Right.now() + off
  } as DateConstructor
}

for (const minutes of [20, -20, 26 * 60, -26 * 60])
  test(`a message just sent can be edited when the device clock is ${minutes} minutes fast`, async ({ alice, bob }) => {
    await befriend(alice, bob)
    await alice.context.addInitScript(setClock, minutes)
    await alice.openChat(bob)
    await bob.openChat(alice)
    await alice.chat.send('Just sent')
    await expect(bob.chat.message('Just sent')).toBeVisible()
    await bob.chat.send('Just answered')
    await expect(alice.chat.message('Just answered')).toBeVisible()
    const days = alice.chat.log().getByRole('heading', { level: 3 })
    await expect(days).toHaveText([en.general.today])
    await alice.chat.choose('Just sent', en.messages.edit)
    await alice.chat.editor().fill('Just edited')
    await alice.chat.saveButton().click()
    await expect(bob.chat.message('Just edited')).toBeVisible()
  })

test('a message just sent can be edited when the device clock is set while the tab is open', async ({ alice, bob }) => {
  await befriend(alice, bob)
  await alice.openChat(bob)
  const asked = alice.page.waitForResponse('**/api/sync*')
  await alice.page.evaluate(setClock, 20)
  await asked
  await alice.chat.send('Just sent')
  await expect(alice.chat.state('stored')).toBeVisible()
  await alice.page.evaluate(setClock, -60)
  await alice.page.keyboard.press('ArrowUp')
  await alice.chat.editor().fill('Just edited')
  await alice.chat.saveButton().click()
  await expect(alice.chat.message('Just edited')).toBeVisible()
})

test('queued messages are shown and sent in the order written, also when the clock is set back meanwhile', async ({
  alice,
  bob,
}) => {
  const id = await befriend(alice, bob)
  await alice.openChat(bob)
  await alice.context.setOffline(true)
  await alice.chat.send('one')
  await alice.page.evaluate(setClock, -90)
  await alice.chat.send('two')
  await alice.chat.send('three')
  await expect(alice.chat.state('queued').last()).toBeVisible()
  expect(await alice.chat.bodies()).toEqual(['one', 'two', 'three'])
  await alice.context.setOffline(false)
  await expect
    .poll(async () => (await bob.api.history(id)).items.map(({ body }) => body))
    .toEqual(['one', 'two', 'three'])
})
