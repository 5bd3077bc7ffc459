import { expect, it } from 'vitest'
import type { LogEvent } from '@/lib/events/registry'
import { reduceQuoted } from './reducers-quoted'
import type { Message } from './schema'

const quoted = { conversationId: 'c', seq: 3, modSeq: 1, body: 'before' } as Message // As much as is read.
const event = (type: string, data: object) => ({ seq: 9, type, data }) as unknown as LogEvent
const changed = (fields: object) => event('message_updated', { message: { ...quoted, ...fields } })

it('a quoted message changes with its message', () => {
  expect(reduceQuoted(quoted, changed({ body: 'after', modSeq: 2 }))).toMatchObject({ body: 'after' })
})

it('a quoted message is removed when its message is hidden or gone', () => {
  const place = { conversationId: 'c', seq: 3 }
  expect(reduceQuoted(quoted, event('message_hidden', place))).toBeNull()
  expect(reduceQuoted(quoted, event('message_updated', { ...place, gone: true }))).toBeNull()
})

it.each([
  ['an older change', changed({ body: 'older', modSeq: 1 })],
  ['a change of another message', changed({ seq: 4, modSeq: 5 })],
  ['a change elsewhere', changed({ conversationId: 'd', modSeq: 5 })],
  ['another that is hidden', event('message_hidden', { conversationId: 'c', seq: 4 })],
  ['anything else', event('settings_changed', {})],
])('a quoted message is unchanged after %s', (_, other) => {
  expect(reduceQuoted(quoted, other)).toBe(quoted)
  expect(reduceQuoted(null, other)).toBeNull()
})
