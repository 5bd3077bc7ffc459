import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { database, databaseUrl } from '@/db/client'
import { migrate } from '@/db/migrate'
import { createCursor } from '@/db/queries/events'
import { newId } from '@/lib/ids'
import { searchPeople } from '@/lib/people/service-search'
import { searchMessages } from '@/lib/search/service'
import { flushIndexQueue, startIndexing } from '@/lib/search-index/indexer'
import { startSession } from '@/lib/session/sessions'
import { createUser, setUpKith } from '@/tests/support/environment'
import { rebuildSearchTexts } from './service-search-text'

setUpKith()

/** The migrations up to the last one before names were folded by the application. */
const LAST_BEFORE = 4
const older = mkdtempSync(join(tmpdir(), 'kith-migrations-'))
afterAll(() => rmSync(older, { recursive: true }))

async function backToOlderSchema() {
  cpSync('db/migrations', older, { recursive: true })
  const journal = join(older, 'meta/_journal.json')
  const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8'))
  const kept = entries.filter(({ idx }: { idx: number }) => idx <= LAST_BEFORE)
  writeFileSync(journal, JSON.stringify({ ...rest, entries: kept }))
  await database().execute(sql`drop schema public cascade`)
  await database().execute(sql`drop schema drizzle cascade`)
  await database().execute(sql`create schema public`)
  await migrate(databaseUrl(), older)
}

it('users and messages from before the upgrade are found after it', { timeout: 60_000 }, async () => {
  await backToOlderSchema()
  const [ipek, jose] = [newId(), newId()].toSorted()
  const conversationId = newId()
  const person = (id: string | undefined, username: string, name: string) =>
    database().execute(sql`insert into users (id, username, display_name) values (${id}, ${username}, ${name})`)
  await person(ipek, 'one', 'İpek Yılmaz')
  await person(jose, 'two', 'José')
  await database().execute(sql`
    insert into conversations (id, low_id, high_id, last_seq, last_message_at, open)
    values (${conversationId}, ${ipek}, ${jose}, 1, now(), true)`)
  await database().execute(sql`
    insert into conversation_members (conversation_id, user_id)
    values (${conversationId}, ${ipek}), (${conversationId}, ${jose})`)
  await database().execute(sql`
    insert into messages (id, conversation_id, seq, sender_id, client_id, body)
    values (${newId()}, ${conversationId}, 1, ${ipek}, ${newId()}, 'Im Café')`)
  await database().execute(sql`
    insert into message_search (conversation_id, seq, created_at, grams) values (${conversationId}, 1, now(), '{1}')`)
  await database().execute(sql`insert into search_cursors values (${conversationId}, 1)`)

  await migrate(databaseUrl())
  await rebuildSearchTexts()
  await startIndexing()()
  await flushIndexQueue()

  const viewer = await createUser()
  expect((await searchPeople(viewer, 'ipek')).map(({ id }) => id)).toEqual([ipek])
  expect((await searchPeople(viewer, 'jose')).map(({ id }) => id)).toEqual([jose])
  await createCursor(database(), jose ?? '')
  const self = {
    id: jose ?? '',
    sessionId: await startSession(jose ?? '', { userAgent: 'test', address: '192.0.2.1' }),
  }
  expect((await searchMessages(self, { q: 'cafe', limit: 20 })).items.map(({ message }) => message.body)).toEqual([
    'Im Café',
  ])
})
