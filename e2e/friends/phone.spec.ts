import { expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import { befriend, signedInWith } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const MAX_REQUEST_HEIGHT_PX = 64

test('a phone shows friends first; requests and sent ones are one tap away', async ({ newPerson, newHttp }) => {
  const alice = await newPerson('Alice', PHONE)
  const [friend, asking, asked] = await Promise.all(
    ['Friend', 'Asking', 'Asked'].map(async (name) => signedInWith(await newHttp(), name)),
  )
  if (!friend || !asking || !asked) throw new Error('There are three.')
  await befriend(friend, alice)
  await asking.api.request(alice.user.id)
  await alice.api.request(asked.user.id)
  await alice.friends.goto()
  await expect(alice.friends.list()).toBeInViewport()
  await expect(alice.friends.messageButton('Friend')).toBeInViewport()
  await expect(alice.friends.acceptButton('Asking')).toBeHidden()

  const segment = (name: string) => alice.page.getByRole('button', { name, exact: true })
  await segment(`${en.friends.incoming} 1`).tap()
  await expect(alice.page).toHaveURL('/friends?show=requests')
  await expect(alice.friends.acceptButton('Asking')).toBeVisible()
  await expect(alice.friends.messageButton('Friend')).toBeHidden()
  const row = await alice.friends.incoming().getByRole('listitem').boundingBox()
  expect(row?.height).toBeLessThanOrEqual(MAX_REQUEST_HEIGHT_PX)
  await alice.friends.acceptButton('Asking').tap()
  await expect(alice.page.getByText(en.friends.noRequests)).toBeVisible()

  await segment(en.friends.outgoing).tap()
  await expect(alice.friends.cancelButton('Asked')).toBeVisible()
  await expect(alice.friends.outgoing()).toContainText(en.friends.sent)
  await segment(en.friends.title).tap()
  await expect(alice.friends.messageButton('Asking')).toBeVisible()
  await alice.page.goto('/friends?show=sent')
  await expect(alice.friends.cancelButton('Asked')).toBeVisible()
})

test('all of a row leads to the profile, and its buttons do what they say', async ({ newPerson, newHttp }) => {
  const alice = await newPerson('Alice', PHONE)
  const bob = await signedInWith(await newHttp(), 'Bob')
  await befriend(bob, alice)
  await alice.friends.goto()
  const row = alice.friends.list().getByRole('listitem')
  await row.tap({ position: { x: 20, y: 20 } }) // The picture.
  await expect(alice.page).toHaveURL(`/friends?person=${bob.user.id}`)
  await alice.friends.goto()
  const { width = 0, height = 0 } = (await row.boundingBox()) ?? {}
  await row.tap({ position: { x: width / 2, y: height - 4 } })
  await expect(alice.page).toHaveURL(`/friends?person=${bob.user.id}`)
  await alice.friends.goto()
  await alice.friends.messageButton('Bob').tap()
  await alice.chat.expectOpen({ ...bob.user })
})
