import { describe, expect, it } from 'vitest'
import { isReserved, usernameError } from './usernames'

describe('the form of a username', () => {
  it.each(['...', '___', '._.', '.ann', 'ann.', 'ann..', 'a..b', '..a', '_._'])(
    'the text %j is not a valid username',
    (username) => {
      expect(usernameError(username)).toEqual(expect.any(String))
    },
  )

  it.each(['ann', 'a.b', 'a_b', '_ann', 'ann_', '__a', '123', 'a.b.c', 'a_.b'])(
    'the text %j is a valid username',
    (username) => {
      expect(usernameError(username)).toBeUndefined()
    },
  )
})

describe('a reserved username', () => {
  it.each([
    'admin',
    'system',
    'kith',
    'support',
    'all',
    'everyone',
    'here',
    'channel',
    'moderator',
    'root',
    'null',
    'a.d.m.i.n',
    'ad.min',
    'admin_',
    '_admin',
    'adm1n',
    '4dm1n',
    'r00t',
    'a11',
    'he1p',
    'supp0rt',
    '5y5t3m',
    'admin2',
    'admin_2024',
    'admin.01',
    'kith.support',
    'kith_team',
    'no.reply',
    'mailer_daemon',
    'trust_and_safety',
  ])('the username %j is reserved', (username) => {
    expect(isReserved(username, [])).toBe(true)
  })

  it.each([
    'ann',
    'ali',
    'ail',
    'badminton',
    'administer',
    'kithara',
    'allan',
    'rootbeer',
    'mira.support',
    'here_we_go',
    '2024',
    '100',
    'ann2',
    'l33t',
  ])('the username %j is not reserved', (username) => expect(isReserved(username, [])).toBe(false))

  it('the operator can reserve further usernames', () => {
    for (const username of ['acme', 'a.cme', 'acm3', 'acme_support', 'acmecorp', 'acme.corp'])
      expect(isReserved(username, ['Acme', 'acme.corp']), username).toBe(true)
    expect(isReserved('acme', [])).toBe(false)
  })
})
