import { expect } from '@playwright/test'
import { Api } from '@/e2e/support/api'
import { befriend, signedInWith } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

const PEOPLE = 30
const MESSAGES = 10

test('behind a connection pooler, thirty simultaneous users each get the responses to their own requests', async ({
  newHttp,
}) => {
  const people = await Promise.all(
    Array.from({ length: PEOPLE }, async (_, index) => signedInWith(await newHttp(), `Person${index}`)),
  )
  for (const { api, user } of people) expect((await api.me()).user.id).toBe(user.id)
  const pairs = people.flatMap((person, index) => {
    const next = people[(index + 1) % PEOPLE]
    return next ? [[person, next] as const] : []
  })
  await Promise.all(
    pairs.map(async ([one, other]) => {
      const id = await befriend(one, other)
      for (let count = 0; count < MESSAGES; count++) await one.api.send(id, `${one.user.username} ${count}`)
      const { items } = await other.api.history(id)
      expect(items.map(({ body }) => body)).toEqual(
        Array.from({ length: MESSAGES }, (_, count) => `${one.user.username} ${count}`),
      )
      expect((await other.api.find(one.user.username)).id).toBe(one.user.id)
      expect((await one.api.friends()).items.map(({ id: friend }) => friend)).toContain(other.user.id)
    }),
  )
})

test('behind a connection pooler, a session that was ended elsewhere is refused within two seconds', async ({
  newHttp,
}) => {
  const here = await signedInWith(await newHttp(), 'Here')
  const elsewhere = await newHttp()
  const { api } = here
  const there = new Api(elsewhere)
  await there.signIn(here.user.username)
  await there.me()
  const sessions = await (await api.http.get('/api/me/sessions')).json()
  const other = sessions.items.find(({ current }: { current: boolean }) => !current)
  await expect(await api.http.delete(`/api/me/sessions/${other.id}`)).toBeOK()
  await expect.poll(async () => (await elsewhere.get('/api/me')).status(), { timeout: 2000 }).toBe(401)
})
