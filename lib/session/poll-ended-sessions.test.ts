import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { setPooling } from '@/db/pooling'
import { findSingleton } from '@/lib/singletons'
import { createUser, setUpKith } from '@/tests/support/environment'
import { userOfSession } from './sessions'

const { closed } = setUpKith()
setPooling('transaction')

describe('a process that cannot LISTEN', () => {
  it.each(['update sessions set revoked_at = now() where id =', 'delete from sessions where id ='])(
    'without LISTEN a process caches sessions and drops one within the next poll after: %s',
    async (statement) => {
      const [person, other] = await Promise.all([createUser(), createUser()])
      await expect
        .poll(() => findSingleton<{ hearing: boolean }>('session cache')?.hearing ?? userOfSession(''))
        .toBe(true)
      for (const { id, sessionId } of [person, other]) expect(await userOfSession(sessionId)).toBe(id)
      expect(userOfSession(person.sessionId), 'known without a question to the database').toBe(person.id)
      await database().execute(sql`${sql.raw(statement)} ${person.sessionId}`)
      await expect.poll(() => userOfSession(person.sessionId)).toBeUndefined()
      await expect.poll(() => closed).toContain(person.sessionId)
      expect(userOfSession(other.sessionId)).toBe(other.id)
    },
  )
})
