import { verify } from '@node-rs/argon2'
import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { database } from '@/db/client'
import { oauthAccounts, users } from '@/db/schema'
import { newId } from '@/lib/ids'
import { searchPeople } from '@/lib/people/service-search'
import { readEventsSince } from '@/lib/sync/service'
import { codeOf, refusalOf } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { createAccountInput, credentialsInput } from './schema'
import { checkCredentials, createAccount, findOrCreateProviderUser } from './service'
import { me } from './service-me'
import { changeProfile } from './service-profile'
import { rebuildSearchTexts } from './service-search-text'
import { usernameError } from './usernames'

vi.mock('@node-rs/argon2', async (original) => {
  const argon2 = await original<typeof import('@node-rs/argon2')>()
  return { ...argon2, verify: vi.fn(argon2.verify) } // The work is watched, not replaced.
})

setUpKith({
  limits: { signUpPerAddress: 3, profileChangesPerHour: 1e9 },
  settings: { KITH_RESERVED_USERNAMES: 'Acme, acme.corp' },
})

let addresses = 0
const newAddress = () => `192.0.2.${++addresses}`
const newName = () => `user_${newId().slice(-12)}`
const elsewhere = () => ({ provider: 'github', providerAccountId: newId(), verifiedEmail: null })
/** As an older version would have let them be called. */
const updateUsername = async (id: string, username: string) => {
  await database().execute(sql`update users set username = ${username}, search_text = null where id = ${id}`)
  await rebuildSearchTexts()
}
const sign = (username: string, password = 'correct horse battery', address = newAddress()) =>
  createAccount(createAccountInput.parse({ username, displayName: 'Some One', password }), address)

describe('a new account', () => {
  it('a new account has an empty log and a hashed password', async () => {
    const username = newName()
    const user = await sign(username)
    expect(user).toEqual({
      id: expect.any(String),
      username,
      displayName: 'Some One',
      pictureId: null,
      plan: 'free',
      bio: '',
      seenOnlineBy: 'friends',
      readReceipts: true,
      hasPassword: true,
    })
    const viewer = { id: user.id, sessionId: newId() }
    expect(await me(viewer)).toMatchObject({ user, counts: { unread: 0, requests: 0, notifications: 0 }, cursor: 0 })
    expect(await readEventsSince(viewer, 0, 1)).toBeUndefined()
    const [row] = await database().select().from(users).where(sql`id = ${user.id}`)
    expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  it('a taken username is refused in every spelling', async () => {
    const username = newName()
    await sign(username)
    const taken = { status: 409, code: 'username_taken', errors: { username: expect.any(String) } }
    expect(await refusalOf(sign(username))).toMatchObject(taken)
    expect(await refusalOf(sign(` ${username.toUpperCase()} `))).toMatchObject(taken)
  })

  it.each(['admin', 'SYSTEM', 'kith', 'support', 'all', 'everyone', 'a.d.m.i.n', 'adm1n', 'acme', 'acme_support'])(
    'a new account with the misleading username %j is refused',
    async (username) => {
      expect(await refusalOf(sign(username))).toMatchObject({
        status: 422,
        code: 'invalid',
        errors: { username: expect.stringContaining('reserved') },
      })
    },
  )

  it('an existing account with a reserved name works as before', async () => {
    const { id } = await sign(newName())
    const names = ['admin', '...', '.ann', 'ann..'] as const
    for (const username of names) {
      await updateUsername(id, username)
      expect(
        await checkCredentials(credentialsInput.parse({ username, password: 'x' }).username, 'correct horse battery'),
      ).toBe(id)
      const viewer = { id, sessionId: newId() }
      expect(await changeProfile(viewer, { bio: `As ${username}.` })).toMatchObject({ username })
      const other = await createUser()
      expect((await searchPeople(other, username)).map((person) => person.id)).toEqual([id])
    }
  })

  it('of many concurrent sign-ups with one name one succeeds', async () => {
    const username = newName()
    const codes = await Promise.all(Array.from({ length: 8 }, () => codeOf(sign(username))))
    expect(codes.toSorted()).toEqual(['done', ...Array(7).fill('username_taken')])
  })

  it('a common password is refused in any case', async () => {
    for (const password of ['password', 'PassWord', 'password1', 'iloveyou'])
      expect(await refusalOf(sign(newName(), password))).toMatchObject({
        status: 422,
        errors: { password: expect.any(String) },
      })
  })

  it('sign-ups are limited per address and hour', async () => {
    const address = newAddress()
    for (let n = 0; n < 3; n++) await sign(newName(), undefined, address)
    const refusal = await refusalOf(sign(newName(), undefined, address))
    expect(refusal).toMatchObject({ status: 429, code: 'rate_limited' })
    expect(refusal.retryAfterSeconds).toBeGreaterThan(3500)
    expect(refusal.retryAfterSeconds).toBeLessThanOrEqual(3600)
    expect(await codeOf(sign(newName()))).toBe('done')
  })
})

describe('name and password', () => {
  beforeEach(() => void vi.mocked(verify).mockClear())

  it('sign-in accepts the right password of a username and refuses any other', async () => {
    const username = newName()
    const { id } = await sign(username, 'correct horse battery')
    expect(await checkCredentials(username, 'correct horse battery')).toBe(id)
    expect(await checkCredentials(username, 'Correct horse battery')).toBeUndefined()
  })

  it('an unknown name, a wrong password and a missing password cost the same check and give the same answer', async () => {
    const username = newName()
    await sign(username)
    const outside = await findOrCreateProviderUser(elsewhere(), 'Outsider')
    const [row] = await database().select({ username: users.username }).from(users).where(sql`id = ${outside}`)
    for (const name of [newName(), username, row?.username ?? '']) {
      vi.mocked(verify).mockClear()
      expect(await checkCredentials(name, 'nobody has this password')).toBeUndefined()
      expect(vi.mocked(verify).mock.calls).toEqual([
        [expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/), 'nobody has this password'],
      ])
    }
  })

  it('credentials match in composed and decomposed form', async () => {
    const username = newName()
    const { id } = await sign(username, 'cafe\u0301 cre\u0300me')
    expect(await checkCredentials(username, 'caf\u00e9 cr\u00e8me')).toBe(id)
  })
})

describe('an account from another provider', () => {
  it('a provider account is the same user at every sign-in, and another user at another provider', async () => {
    const known = elsewhere()
    const first = await findOrCreateProviderUser(known, 'Zoë 🦊 Ω')
    expect(await findOrCreateProviderUser(known, 'Renamed')).toBe(first)
    expect(await findOrCreateProviderUser({ ...known, provider: 'google' }, 'Zoë')).not.toBe(first)
    const [row] = await database().select().from(users).where(sql`id = ${first}`)
    expect(row).toMatchObject({ displayName: 'Zoë 🦊 Ω', passwordHash: null })
    expect(row?.username).toMatch(/^zoe_[0-9a-f]{6}$/)
  })

  it('a provider account is created for a name of any length and script, or none', async () => {
    for (const name of ['', ' ', '李', `${'x'.repeat(59)}🦊`, 'a\0b', 'A'.repeat(500)]) {
      const id = await findOrCreateProviderUser(elsewhere(), name)
      const [row] = await database().select().from(users).where(sql`id = ${id}`)
      expect(row?.displayName.isWellFormed()).toBe(true)
      expect(row?.displayName).toMatch(/\S/)
    }
  })

  it.each([
    ['Ann\u200B Bee', 'Ann Bee'],
    ['Ann\u{E0041}', 'Ann'],
    ['Ann\u2028', 'Ann'],
    ['\u202EAnn', 'Ann'],
    [`A${'\u0323'.repeat(20)}nn`, '\u1EA0\u0323nn'],
    ['👩🏽‍🚀 Ann', '👩🏽‍🚀 Ann'],
    ['\u034F', 'New here'],
    ['\u0301', 'New here'],
  ])('a provider account named %j gets that name without forbidden characters', async (name, shown) => {
    const id = await findOrCreateProviderUser(elsewhere(), name)
    const [row] = await database().select().from(users).where(sql`id = ${id}`)
    expect(row?.displayName).toBe(shown)
  })

  it.each([
    ['Admin', /^person_[0-9a-f]{6}$/],
    ['acme', /^person_[0-9a-f]{6}$/],
    ['...', /^person_[0-9a-f]{6}$/],
    ['.ann..bee.', /^ann\.bee_[0-9a-f]{6}$/],
    ['___', /^person_[0-9a-f]{6}$/],
    ['İpek', /^ipek_[0-9a-f]{6}$/],
    ['Straße', /^strasse_[0-9a-f]{6}$/],
    [`${'x'.repeat(19)}.y`, /^x{19}_[0-9a-f]{6}$/],
  ])('a provider account named %j gets an allowed username', async (name, form) => {
    const id = await findOrCreateProviderUser(elsewhere(), name)
    const [row] = await database().select().from(users).where(sql`id = ${id}`)
    expect(row?.username).toMatch(form)
    expect(usernameError(row?.username ?? '')).toBeUndefined()
  })

  it('concurrent first sign-ins create one account', async () => {
    const account = elsewhere()
    const visits = Array.from({ length: 8 }, () => findOrCreateProviderUser(account, 'Eager'))
    expect(new Set(await Promise.all(visits)).size).toBe(1)
    const rows = await database()
      .select()
      .from(oauthAccounts)
      .where(sql`provider_account_id = ${account.providerAccountId}`)
    expect(rows).toHaveLength(1)
    expect(await database().select().from(users).where(sql`display_name = 'Eager'`)).toHaveLength(1)
  })

  it('the e-mail address is the one verified at the last sign-in', async () => {
    const account = elsewhere()
    const keptAfter = async (verifiedEmail: string | null) => {
      await findOrCreateProviderUser({ ...account, verifiedEmail }, 'Zoë')
      const [row] = await database()
        .select({ verifiedEmail: oauthAccounts.verifiedEmail })
        .from(oauthAccounts)
        .where(sql`provider_account_id = ${account.providerAccountId}`)
      return row?.verifiedEmail
    }
    for (const address of ['first@example.org', 'second@example.org', null, 'third@example.org'])
      expect(await keptAfter(address)).toBe(address)
  })

  it('provider accounts with the same address are never linked', async () => {
    const verifiedEmail = `${newName()}@example.org`
    const visit = (provider: string) =>
      findOrCreateProviderUser({ ...elsewhere(), provider, verifiedEmail }, 'Same Address')
    expect(await visit('google')).not.toBe(await visit('github'))
    expect(await visit('google')).not.toBe(await visit('google'))
  })
})
