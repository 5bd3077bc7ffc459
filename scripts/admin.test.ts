import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { database } from '@/db/client'
import { env } from '@/lib/env'
import { report } from '@/lib/reports/service'
import type { Viewer } from '@/lib/session/viewer'
import { createConversation, sendText } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'

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
  // What the start-up does is told before an empty line.
  return { code, said: output.slice(output.indexOf('\n\n') + 2).trimEnd(), errors: errors.trim() }
}

async function usernameOf({ id }: Viewer): Promise<string> {
  const [row] = await database().execute(sql`select username from users where id = ${id}`)
  return String(row?.username)
}

describe('users', () => {
  let anna: Viewer
  beforeAll(async () => {
    anna = await createUser('anna')
    await createUser('bela', 'pro')
  })

  test('are listed under each other, and found by the beginning of a word', async () => {
    const everybody = (await admin(['users'])).said.split('\n')
    const starts = everybody.map((line) => line.search(/username|anna_|bela_/))
    expect(everybody).toHaveLength(3)
    expect(new Set(starts).size).toBe(1)
    const found = await admin(['users', '@AN'])
    expect(found.said.split('\n')).toHaveLength(2)
    expect(found.said).toMatch(new RegExp(`${anna.id}  anna_\\S+ +free  0 .* anna$`))
    expect((await admin(['users', 'nna'])).said).toBe('Nobody.')
  })

  test('are listed page by page', async () => {
    await database().execute(sql`
      insert into users (id, username, display_name)
      select gen_random_uuid(), 'zz' || n, 'Many' from generate_series(100, 199) n`)
    const pages: string[] = []
    let after: string | undefined
    do {
      const { said } = await admin(['users', 'zz', ...(after ? ['--after', after] : [])])
      pages.push(...(said.match(/zz\d+(?= +free)/g) ?? []))
      after = / --after (\S+)$/.exec(said)?.[1]
    } while (after)
    expect(pages).toEqual(Array.from({ length: 100 }, (_, n) => `zz${100 + n}`))
  }, 60_000)
})

test('a plan is given, the person hears of it in their log and, where Kith runs, at once', async () => {
  const [name, calls] = [await usernameOf(await createUser('carl')), [] as string[]]
  const running = createServer(async (request, response) => {
    calls.push(`${request.url?.split('?')[0]} ${await text(request)}`)
    response.end('{}')
  }).listen(0, '127.0.0.1')
  await once(running, 'listening')
  const { port } = running.address() as AddressInfo // A TCP server has no other kind of address.
  const settings = { PORT: String(port) }
  expect((await admin(['plan', name, 'pro'], settings)).said).toBe(`${name} has the plan pro now.`)
  expect(calls).toEqual([expect.stringMatching(/^\/apps\/test\/events .*settings_changed.*private-user-/)])
  expect((await admin(['plan', `@${name}`, 'pro'], settings)).said).toBe(`${name} has the plan pro already.`)
  expect(calls).toHaveLength(1)
  running.close()
  const quiet = await admin(['plan', name, 'free'], settings)
  expect(quiet).toEqual({ code: 0, said: `${name} has the plan free now.`, errors: '' })
})

test('sessions are listed and ended, one or all', async () => {
  const dora = await createUser('dora')
  const [name, other] = [await usernameOf(dora), await createUser('other')]
  expect((await admin(['sessions', name])).said).toMatch(new RegExp(`\n${dora.sessionId} .* 192\\.0\\.2\\.1 +test$`))
  const notTheirs = await admin(['sessions', name, 'end', other.sessionId])
  expect(notTheirs).toMatchObject({ code: 1, errors: expect.stringContaining('has no such session') })
  expect((await admin(['sessions', name, 'end', dora.sessionId])).said).toBe('1 ended.')
  expect((await admin(['sessions', name])).said).toBe('No sessions.')
  expect((await admin(['sessions', name, 'end', 'all'])).said).toBe('0 ended.')
  expect((await admin(['sessions', await usernameOf(other)])).said).toContain(other.sessionId)
}, 60_000)

test('reports are listed as they were, until they are resolved', async () => {
  const { alice, bob, conversationId } = await createConversation()
  await sendText(alice, conversationId, 'No, thank you.')
  const { id: messageId } = await sendText(bob, conversationId, 'Buy!\n\u001b[2J\u202ewatches')
  const { id } = await report(alice, { userId: bob.id, messageId, reason: 'spam', note: 'Again and again.' })
  const open = (await admin(['reports'])).said
  expect(open).toMatch(new RegExp(`^${id}  spam  open\n`))
  expect(open).toContain('note: Again and again.')
  expect(open).toMatch(
    / {4}1 {2}.* @alice_\S+\n {6}No, thank you\.\n {2}> 2 {2}.* @bob_\S+\n {6}Buy!\n {6}\uFFFD\[2J\uFFFDwatches$/,
  )
  expect((await admin(['reports', 'resolve', id])).said).toBe('Resolved.')
  expect((await admin(['reports', 'resolve', id])).said).toContain('nothing was changed')
  expect((await admin(['reports'])).said).toBe('No reports.')
  expect((await admin(['reports', '--all'])).said).toMatch(new RegExp(`^${id}  spam  resolved `))
}, 60_000)

describe('with no database to be had', () => {
  const unreachable = { DATABASE_URL: 'postgres://kith:kith@127.0.0.1:1/kith' }

  test('there is help', async () => {
    const { code, said } = await admin(['plan', '--help'], unreachable)
    expect(said).toContain('Who loses pro keeps all friends')
    expect(code).toBe(0)
  })

  test('a call that makes no sense is one sentence', async () => {
    const { code, errors } = await admin(['plan', 'anna', 'gold'], unreachable)
    expect(errors.split('\n')).toEqual([expect.stringContaining('use it as "plan <username> <free|pro>"')])
    expect(code).toBe(1)
  })
})

test.each([
  [['plan', 'nobody.here', 'pro'], 'Nobody here has the username nobody.here.'],
  [['reports', 'resolve', '01a1ffdb-d075-70c6-8a5a-436978707eed'], 'There is no report 01a1ffdb'],
])('who or what is not there is one sentence: %j', async (args, part) => {
  const { code, errors } = await admin(args)
  expect(errors.split('\n')).toEqual([expect.stringContaining(part)])
  expect(code).toBe(1)
})
