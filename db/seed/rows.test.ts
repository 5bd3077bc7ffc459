import { expect, test } from 'vitest'
import { database } from '@/db/client'
import { prepareDatabase } from '@/db/test-database'
import { insertRows } from './rows'

prepareDatabase()

test('insertRows stores any text unchanged and in order, in several batches', async () => {
  const odd = ['tab\tline\nreturn\rback\\slash', '\\N', 'null', '', '{a,"b"}', '🏔️ ليلى', 'x'.repeat(200_000)]
  const written = [...odd, ...Array.from({ length: 10_000 }, (_, place) => `row ${place}`)]
  const read = await database().$client.begin(async (tx) => {
    await tx`create temporary table given (place int generated always as identity, body text) on commit drop`
    await insertRows(
      tx,
      'given',
      { body: 'text' },
      written.map((body) => [body]),
    )
    return tx<{ body: string }[]>`select body from given order by place`
  })
  expect(read.map(({ body }) => body)).toEqual(written)
})

test('a refused row fails the whole insertRows', async () => {
  const refused = database().$client.begin((tx) =>
    insertRows(tx, 'event_cursors', { user_id: 'uuid' }, [['00000000-0000-7000-8000-000000000000']]),
  )
  await expect(refused).rejects.toThrow('violates foreign key')
})
