import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { database } from '@/db/client'
import { showPasswordReset } from '@/lib/accounts/service-reset'
import { env } from '@/lib/env'
import { report } from '@/lib/reports/service'
import type { Viewer } from '@/lib/session/viewer'
import { createConversation, sendText } from '@/tests/support/conversations'
import { createUser, setUpKith, usernameOf } from '@/tests/support/environment'

setUpKith()

async function admin(args: string[], settings: Record<string, string> = {}) {
  const started = spawn(process.execPath, ['scripts/run.mjs', 'scripts/admin.ts', ...args], {
    env: { ...process.env, DATABASE_URL: env().DATABASE_URL ?? '', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [output, errors, [code]] = await Promise.all([
    text(started.stdout),
    text(started.stderr),
    once(started, 'exit'),
  ])
  // The steps of the start are printed before an empty line.
  return { code, shown: output.slice(output.indexOf('\n\n') + 2).trimEnd(), errors: errors.trim() }
}

describe('users command', () => {
  let anna: Viewer
  beforeAll(async () => {
    anna = await createUser('anna')
    await createUser('bela', 'pro')
  })

  test('users are listed in aligned columns and found by the beginning of a word', async () => {
    const everybody = (await admin(['users'])).shown.split('\n')
    const starts = everybody.map((line) => line.search(/username|anna_|bela_/))
    expect(everybody).toHaveLength(3)
    expect(new Set(starts).size).toBe(1)
    const found = await admin(['users', '@AN'])
    expect(found.shown.split('\n')).toHaveLength(2)
    expect(found.shown).toMatch(new RegExp(`${anna.id}  anna_\\S+ +free  0 .* anna$`))
    expect((await admin(['users', 'nna'])).shown).toBe('Nobody.')
  })

  test('users are listed in pages', async () => {
    await database().execute(sql`
      insert into users (id, username, display_name)
      select gen_random_uuid(), 'zz' || n, 'Many' from generate_series(100, 199) n`)
    const pages: string[] = []
    let after: string | undefined
    do {
      const { shown } = await admin(['users', 'zz', ...(after ? ['--after', after] : [])])
      pages.push(...(shown.match(/zz\d+(?= +free)/g) ?? []))
      after = / --after (\S+)$/.exec(shown)?.[1]
    } while (after)
    expect(pages).toEqual(Array.from({ length: 100 }, (_, n) => `zz${100 + n}`))
  }, 60_000)
})

test('changing a plan adds an event to the user’s log and publishes it if Kith is running', async () => {
  const [name, calls] = [await usernameOf(await createUser('carl')), [] as string[]]
  const running = createServer(async (request, response) => {
    calls.push(`${request.url?.split('?')[0]} ${await text(request)}`)
    response.end('{}')
  }).listen(0, '127.0.0.1')
  await once(running, 'listening')
  const { port } = running.address() as AddressInfo // The server listens on TCP, so its address is an AddressInfo.
  const settings = { PORT: String(port) }
  expect((await admin(['plan', name, 'pro'], settings)).shown).toBe(`${name} has the plan pro now.`)
  expect(calls).toEqual([expect.stringMatching(/^\/apps\/test\/events .*settings_changed.*private-user-/)])
  expect((await admin(['plan', `@${name}`, 'pro'], settings)).shown).toBe(`${name} has the plan pro already.`)
  expect(calls).toHaveLength(1)
  running.close()
  const withoutServer = await admin(['plan', name, 'free'], settings)
  expect(withoutServer).toEqual({ code: 0, shown: `${name} has the plan free now.`, errors: '' })
})

test('the sessions of a user are listed, and one or all are ended', async () => {
  const dora = await createUser('dora')
  const [name, other] = [await usernameOf(dora), await createUser('other')]
  expect((await admin(['sessions', name])).shown).toMatch(new RegExp(`\n${dora.sessionId} .* 192\\.0\\.2\\.1 +test$`))
  const foreignSession = await admin(['sessions', name, 'end', other.sessionId])
  expect(foreignSession).toMatchObject({ code: 1, errors: expect.stringContaining('has no such session') })
  expect((await admin(['sessions', name, 'end', dora.sessionId])).shown).toBe('1 ended.')
  expect((await admin(['sessions', name])).shown).toBe('No sessions.')
  expect((await admin(['sessions', name, 'end', 'all'])).shown).toBe('0 ended.')
  expect((await admin(['sessions', await usernameOf(other)])).shown).toContain(other.sessionId)
}, 60_000)

test('a link for a new password is printed whole, and an unknown user gives one sentence', async () => {
  const name = await usernameOf(await createUser('edda'))
  const { shown } = await admin(['reset-link', `@${name}`])
  const [, address = ''] = /\n {2}(http\S+)$/.exec(shown) ?? []
  expect(address).toMatch(/^http:\/\/localhost:3000\/reset\/[\w-]{43}$/)
  const token = address.slice(-43)
  expect(await showPasswordReset(token, '192.0.2.1')).toEqual({ username: name })
  const stored = await database().execute(sql`select token_hash from password_resets`)
  expect(JSON.stringify(stored)).not.toContain(token)
  const unknown = await admin(['reset-link', 'nobody.here'])
  expect(unknown).toMatchObject({
    code: 1,
    errors: expect.stringContaining('Nobody here has the username nobody.here.'),
  })
}, 60_000)

test('reports are listed with the reported content until they are resolved', async () => {
  const { alice, bob, conversationId } = await createConversation()
  await sendText(alice, conversationId, 'No, thank you.')
  const { id: messageId } = await sendText(bob, conversationId, 'Buy!\n\u001b[2J\u202ewatches')
  const { id } = await report(alice, { userId: bob.id, messageId, reason: 'spam', note: 'Again and again.' })
  const open = (await admin(['reports'])).shown
  expect(open).toMatch(new RegExp(`^${id}  spam  open\n`))
  expect(open).toContain('note: Again and again.')
  expect(open).toMatch(
    / {4}1 {2}.* @alice_\S+\n {6}No, thank you\.\n {2}> 2 {2}.* @bob_\S+\n {6}Buy!\n {6}\uFFFD\[2J\uFFFDwatches$/,
  )
  expect((await admin(['reports', 'resolve', id])).shown).toBe('Resolved.')
  expect((await admin(['reports', 'resolve', id])).shown).toContain('nothing was changed')
  expect((await admin(['reports'])).shown).toBe('No reports.')
  expect((await admin(['reports', '--all'])).shown).toMatch(new RegExp(`^${id}  spam  resolved `))
}, 60_000)

describe('without a reachable database', () => {
  const unreachable = { DATABASE_URL: 'postgres://kith:kith@127.0.0.1:1/kith' }

  test('--help is printed without a reachable database', async () => {
    const { code, shown } = await admin(['plan', '--help'], unreachable)
    expect(shown).toContain('Who loses pro keeps all friends')
    expect(code).toBe(0)
  })

  test('an invalid command line gives one sentence without a reachable database', async () => {
    const { code, errors } = await admin(['plan', 'anna', 'gold'], unreachable)
    expect(errors.split('\n')).toEqual([expect.stringContaining('use it as "plan <username> <free|pro>"')])
    expect(code).toBe(1)
  })
})

test.each([
  [['plan', 'nobody.here', 'pro'], 'Nobody here has the username nobody.here.'],
  [['reports', 'resolve', '01a1ffdb-d075-70c6-8a5a-436978707eed'], 'There is no report 01a1ffdb'],
])('an unknown user or report gives one sentence: %j', async (args, part) => {
  const { code, errors } = await admin(args)
  expect(errors.split('\n')).toEqual([expect.stringContaining(part)])
  expect(code).toBe(1)
})
