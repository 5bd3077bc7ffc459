import { expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import { UNDO_MS } from '@/components/ui/undo-queue'
import { test } from '@/e2e/support/test'

test('a friend request appears on both sides at once, and so does its acceptance', async ({ alice, bob }) => {
  await bob.friends.goto()
  await bob.shell.expectLive()
  await expect(bob.friends.acceptButton('Alice')).toHaveCount(0)

  await alice.friends.goto()
  await alice.shell.expectLive()
  await alice.friends.search(bob.user.username)
  await alice.friends.requestButton('Bob').click()
  await expect(alice.friends.cancelButton('Bob')).toBeVisible()
  await alice.friends.search('')
  await expect(alice.page.getByRole('region', { name: en.friends.outgoing })).toContainText(bob.user.username)

  await bob.shell.expectRequests('1 request')
  await expect(bob.page.getByRole('region', { name: en.friends.incoming })).toContainText(alice.user.username)
  await bob.friends.acceptButton('Alice').click()

  await expect(bob.friends.messageButton('Alice')).toBeVisible()
  await expect(bob.friends.acceptButton('Alice')).toHaveCount(0)
  await bob.shell.expectRequests('')
  await expect(alice.friends.messageButton('Bob')).toBeVisible()
  await expect(alice.friends.cancelButton('Bob')).toHaveCount(0)

  await alice.friends.messageButton('Bob').click()
  await alice.chat.expectOpen(bob.user)
  await expect(alice.page).toHaveURL(/\/messages\/[0-9a-f-]{36}$/)
})

test('a declined friend request disappears, and neither user can send messages', async ({ alice, bob }) => {
  await alice.api.request(bob.user.id)
  await alice.friends.goto()
  await bob.page.clock.install()
  await bob.friends.goto()
  await expect(alice.friends.cancelButton('Bob')).toBeVisible()
  await bob.friends.declineButton('Alice').click()
  await expect(bob.friends.declineButton('Alice')).toHaveCount(0)
  await bob.page.clock.fastForward(UNDO_MS)
  await expect(alice.friends.cancelButton('Bob')).toHaveCount(0)
  const opened = await alice.api.http.post('/api/messages/conversations', { data: { userId: bob.user.id } })
  expect(await opened.json()).toMatchObject({ status: 403, code: 'not_friends' })
})

test('a cancelled friend request disappears from the recipient’s open page', async ({ alice, bob }) => {
  await alice.api.request(bob.user.id)
  await bob.friends.goto()
  await expect(bob.friends.acceptButton('Alice')).toBeVisible()
  await alice.page.clock.install()
  await alice.friends.goto()
  await alice.friends.cancelButton('Bob').click()
  await expect(alice.friends.cancelButton('Bob')).toHaveCount(0)
  await alice.page.clock.fastForward(UNDO_MS)
  await expect(bob.friends.acceptButton('Alice')).toHaveCount(0)
  await bob.shell.expectRequests('')
})
