import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { database } from '@/db/client'
import { deleteEndedProcesses, markRunning, removeProcess } from '@/db/queries/processes'
import { processes } from '@/db/schema'
import { newId } from '@/lib/ids'
import { setUpKith } from '@/tests/support/environment'
import { processCount, startHeartbeat } from './service'

setUpKith()

const LIFETIME_SECONDS = 15
const count = (id: string) => markRunning(database(), id, LIFETIME_SECONDS)

it('a process counts itself and the others that were seen recently, until they are removed or silent', async () => {
  const [first, second, third] = [newId(), newId(), newId()]
  expect([await count(first), await count(second), await count(third), await count(first)]).toEqual([1, 2, 3, 3])
  await removeProcess(database(), second)
  expect(await count(first)).toBe(2)
  await database().update(processes).set({ seenAt: sql`now() - interval '16 seconds'` }).where(sql`id = ${third}`)
  expect(await count(first)).toBe(1)
  await database().update(processes).set({ seenAt: sql`now() - interval '2 hours'` }).where(sql`id = ${third}`)
  await deleteEndedProcesses(database())
  expect((await database().select().from(processes)).map(({ id }) => id)).toEqual([first])
  await removeProcess(database(), first)
})

it('startHeartbeat registers this process, and its result removes it', async () => {
  const other = newId()
  await count(other)
  const stop = await startHeartbeat()
  expect([processCount(), await count(other)]).toEqual([2, 2])
  await stop()
  expect(await count(other)).toBe(1)
})
