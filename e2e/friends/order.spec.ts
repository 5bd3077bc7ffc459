import { expect } from '@playwright/test'
import { befriend, type Person, signedInWith } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

const namesOf = (person: Person) => person.friends.list().getByRole('listitem').getByRole('link')

test('friends are listed by name, and one who comes online moves to the top until they leave', async ({
  alice,
  newPerson,
  newHttp,
}) => {
  for (const name of ['pip', 'Émile', 'Zoë']) {
    const friend = await signedInWith(await newHttp(), 'friend')
    await friend.api.changeProfile({ displayName: name })
    await befriend(friend, alice)
  }
  const sam = await newPerson('Sam')
  await befriend(sam, alice)
  await alice.friends.goto()
  await alice.shell.expectLive()
  await expect(namesOf(alice)).toHaveText(['Émile', 'pip', 'Sam', 'Zoë'])
  await sam.page.goto('/friends')
  await expect(namesOf(alice)).toHaveText(['Sam', 'Émile', 'pip', 'Zoë'])
  await alice.page.reload()
  await expect(namesOf(alice)).toHaveText(['Sam', 'Émile', 'pip', 'Zoë'])
  await sam.page.close()
  await expect(namesOf(alice)).toHaveText(['Émile', 'pip', 'Sam', 'Zoë'], { timeout: 30_000 })
})

test('a friend with a new name moves to its place', async ({ alice, newHttp }) => {
  const [anna, bela] = [await signedInWith(await newHttp(), 'Anna'), await signedInWith(await newHttp(), 'Bela')]
  for (const friend of [anna, bela]) await befriend(friend, alice)
  await alice.friends.goto()
  await alice.shell.expectLive()
  await expect(namesOf(alice)).toHaveText(['Anna', 'Bela'])
  await anna.api.changeProfile({ displayName: 'Clara' })
  await expect(namesOf(alice)).toHaveText(['Bela', 'Clara'])
})
