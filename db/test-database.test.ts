import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { database } from './client'
import { prepareDatabase } from './test-database'

prepareDatabase()

test('a test file has its own migrated and empty database', async () => {
  const [row] = await database().execute<{ name: string; users: number }>(
    sql`select current_database() as name, (select count(*)::int from users) as users`,
  )
  expect(row).toEqual({ name: expect.stringMatching(/^test_[0-9a-f]{32}$/), users: 0 })
})
