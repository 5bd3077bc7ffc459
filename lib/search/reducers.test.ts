import { expect, test } from 'vitest'
import { applyEvent, queries } from '@/lib/events/apply-event'
import type { LogEvent } from '@/lib/events/registry'
import type { Message } from '@/lib/messages/schema'
import type { Pages } from '@/lib/pages'
import { messageOf } from '@/tests/support/message-of'
import type { SearchHit } from './schema'

const peer = { id: 'bob', username: 'bob', displayName: 'Bob', pictureId: null }

const hits = (...seqs: number[]): Pages<SearchHit> => ({
  pages: [{ items: seqs.map((seq) => ({ message: messageOf(seq), peer })), nextCursor: null }],
  pageParams: [undefined],
})

const newMessage = (seq: number): LogEvent => ({ seq: 1, type: 'new_message', data: { message: messageOf(seq), peer } })
const changed = (seq: number, fields: Partial<Message>): LogEvent => ({
  seq: 1,
  type: 'message_updated',
  data: { message: messageOf(seq, fields) },
})
const hidden = (seq: number, conversationId = 'c1'): LogEvent => ({
  seq: 1,
  type: 'message_hidden',
  data: { conversationId, seq },
})

const found = (list: Pages<SearchHit>, event: LogEvent) =>
  applyEvent(queries.messagesFound.key({ q: 'message' }), list, event, 'me') as Pages<SearchHit>

test('a change of a message is shown in search results', () => {
  const list = found(hits(6, 5), changed(5, { body: 'better', modSeq: 1 }))
  expect(list.pages[0]?.items[1]?.message.body).toBe('better')
  expect(found(list, changed(5, { body: 'older', modSeq: 1 }))).toBe(list)
})

test('a hidden or retracted message is removed from search results', () => {
  const list = hits(6, 5)
  for (const gone of [
    hidden(5),
    changed(5, { retracted: true, body: '', modSeq: 1 }),
    { seq: 1, type: 'message_updated', data: { conversationId: 'c1', seq: 5, gone: true } } as const,
  ])
    expect(found(list, gone).pages[0]?.items.map((hit) => hit.message.seq)).toEqual([6])
  expect(found(list, hidden(5, 'another'))).toBe(list)
  expect(found(list, newMessage(7))).toBe(list)
})
