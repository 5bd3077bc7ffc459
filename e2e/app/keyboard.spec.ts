import { expect, type Locator, type Page } from '@playwright/test'
import { AccountForms } from '@/e2e/pages/account-forms'
import { ConversationPage } from '@/e2e/pages/conversation'
import { FriendsPage } from '@/e2e/pages/friends'
import { Shell } from '@/e2e/pages/shell'
import { PASSWORD } from '@/e2e/support/api'
import { befriend, signedInWith } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

const MAX_TABS = 30

test('with the keyboard alone a user can sign in, find somebody, become friends and send a message', async ({
  page,
  newHttp,
  bob,
}) => {
  const { user, api } = await signedInWith(await newHttp(), 'Alice')
  const [forms, friends, chat] = [new AccountForms(page), new FriendsPage(page), new ConversationPage(page)]
  const { keyboard } = page

  await page.goto('/sign-in?next=/friends')
  await tabTo(page, forms.username())
  await keyboard.type(user.username)
  await tabTo(page, forms.password())
  await keyboard.type(PASSWORD)
  await keyboard.press('Enter')
  await expect(page).toHaveURL('/friends')
  await new Shell(page).expectLive()

  await tabTo(page, friends.searchBox())
  await keyboard.type(bob.user.username)
  await expect(friends.requestButton('Bob')).toBeVisible()
  await tabTo(page, friends.requestButton('Bob'))
  await keyboard.press('Enter')
  await expect(friends.cancelButton('Bob')).toBeVisible()

  await bob.api.accept(user.id)
  await expect(friends.messageButton('Bob').first()).toBeVisible()
  await tabTo(page, friends.messageButton('Bob').first())
  await keyboard.press('Enter')
  await chat.expectOpen(bob.user)
  await expect(chat.composer('Bob')).toBeFocused()
  await keyboard.type('Typed,')
  await keyboard.press('Shift+Enter')
  await keyboard.type('not clicked')
  await keyboard.press('Enter')
  await expect(chat.state('stored')).toHaveCount(1)
  const { id } = await api.conversationWith(bob.user.id)
  expect((await bob.api.history(id)).items.map(({ body }) => body)).toEqual(['Typed,\nnot clicked'])
})

test('arrow keys move in the list of conversations, and Escape returns to it from a conversation', async ({
  alice,
  newPerson,
}) => {
  for (const name of ['Bob', 'Carol']) {
    const friend = await newPerson(name)
    await friend.api.send(await befriend(friend, alice), `Hello from ${name}`)
  }
  await alice.conversations.goto()
  await expect(alice.conversations.row('Carol')).toBeVisible()
  await tabTo(alice.page, alice.conversations.row('Carol'))
  await alice.page.keyboard.press('ArrowDown')
  await expect(alice.conversations.row('Bob')).toBeFocused()
  await alice.page.keyboard.press('Home')
  await expect(alice.conversations.row('Carol')).toBeFocused()
  await alice.page.keyboard.press('End')
  await alice.page.keyboard.press('Enter')
  await alice.chat.expectOpen({ displayName: 'Bob' })
  await expect(alice.chat.composer('Bob')).toBeFocused()
  await alice.page.keyboard.press('Escape')
  await expect(alice.page).toHaveURL('/messages')
  await expect(alice.chat.log()).toHaveCount(0)
})

/** Presses Tab until the element has the focus, and fails when it is not reached. */
async function tabTo(page: Page, target: Locator) {
  for (let presses = 0; presses < MAX_TABS; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(target, `reached by Tab in ${MAX_TABS} presses`).toBeFocused()
}
