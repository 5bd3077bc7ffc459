import { expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import { ConversationPage } from '@/e2e/pages/conversation'
import { FriendsPage } from '@/e2e/pages/friends'
import { ProfilePage } from '@/e2e/pages/profile'
import { Shell } from '@/e2e/pages/shell'
import { befriend } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'
import { BLOCK_EFFECTS } from '@/lib/blocks/rules'

test('a blocked user sees the blocker disappear from every open tab, keeps the history, and cannot detect the block', async ({
  alice,
  bob,
}) => {
  const conversationId = await befriend(alice, bob)
  await alice.api.send(conversationId, 'See you at eight')
  const [listTab, searchTab, profileTab] = await Promise.all([1, 2, 3].map(() => bob.context.newPage()))
  if (!listTab || !searchTab || !profileTab) throw new Error('There are three tabs.')
  const [list, search, profile] = [new FriendsPage(listTab), new FriendsPage(searchTab), new ProfilePage(profileTab)]
  await bob.openChat(alice)
  await list.goto()
  await search.goto()
  await search.search(alice.user.username)
  await profile.goto(alice.user.username)
  for (const tab of [listTab, searchTab, profileTab]) await new Shell(tab).expectLive()
  await expect(list.messageButton('Alice')).toBeVisible()
  await expect(search.messageButton('Alice')).toBeVisible()
  await expect(profile.heading('Alice')).toBeVisible()

  await alice.profile.goto(bob.user.username)
  await alice.shell.expectLive()
  await alice.profile.choose('Bob', en.person.block.menu)
  await alice.profile.dialog().getByText(en.person.block.more).click()
  for (const effect of BLOCK_EFFECTS)
    await expect(alice.profile.dialog().getByText(en.person.block.effects[effect])).toBeVisible()
  await alice.page.keyboard.press('Escape')
  await alice.profile.block('Bob')
  await expect(alice.profile.heading('Bob')).toBeVisible()
  await expect(alice.profile.messageButton('Bob')).toHaveCount(0)

  await expect(list.messageButton('Alice')).toHaveCount(0)
  await expect(search.messageButton('Alice')).toHaveCount(0)
  await expect(searchTab.getByText(en.friends.nobody)).toBeVisible()
  await expect(profile.missing()).toBeVisible()
  await expect(bob.page.getByText(en.messages.closed('Alice'))).toBeVisible()
  await expect(bob.chat.message('See you at eight')).toBeVisible()

  expect((await profileTab.reload())?.status()).toBe(404)
  await expect(profile.missing()).toBeVisible()
  const sent = await bob.api.http.post('/api/messages/send', {
    data: { conversationId, clientId: crypto.randomUUID(), body: 'Hello?' },
  })
  expect(await sent.json()).toMatchObject({ status: 403, code: 'not_friends' })
  expect((await bob.api.request(alice.user.id)).status()).toBe(404)
})

test('after unblocking both users find each other again and can become friends', async ({ alice, bob }) => {
  const conversationId = await befriend(alice, bob)
  await bob.openChat(alice)
  await alice.profile.goto(bob.user.username)
  await alice.shell.expectLive()
  await alice.profile.block('Bob')
  await alice.page.reload()
  await expect(alice.profile.heading('Bob')).toBeVisible()

  await alice.profile.unblock()
  await alice.profile.requestButton('Bob').click()
  await expect(alice.profile.cancelButton('Bob')).toBeVisible()
  await bob.shell.expectLive()
  await bob.profile.goto(alice.user.username)
  await bob.profile.acceptButton('Alice').click()
  await bob.profile.messageButton('Alice').click()
  await bob.chat.expectOpen(alice.user)
  await expect(bob.page).toHaveURL(`/messages/${conversationId}`)
  await bob.chat.send('Back again')
  await alice.profile.messageButton('Bob').click()
  await expect(new ConversationPage(alice.page).message('Back again')).toBeVisible()
})

test('a mutual block ends only when both users have unblocked', async ({ alice, bob }) => {
  await befriend(alice, bob)
  await alice.api.block(bob.user.id)
  await bob.api.block(alice.user.id)
  await alice.profile.goto(bob.user.username)
  await expect(alice.profile.heading('Bob')).toBeVisible()
  await alice.profile.unblock()
  await expect(alice.profile.missing()).toBeVisible()
  expect((await alice.api.request(bob.user.id)).status()).toBe(404)
  expect((await bob.api.request(alice.user.id)).status()).toBe(404)
  await bob.api.unblock(alice.user.id)
  expect((await alice.api.request(bob.user.id)).status()).toBe(201)
})
