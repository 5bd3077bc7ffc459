import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseEnvelope, parseLogEvent } from './parse-event'
import type { LogEvent } from './registry'

const message = { conversationId: 'c', seq: 1, senderId: 'a', clientId: 'k', body: 'Hello' }
const known = [
  { seq: 1, type: 'friend_request', data: { fromUser: { id: 'a' }, toUser: { id: 'b' }, since: 's' } },
  { seq: 2, type: 'friend_request_removed', data: { userId: 'a' } },
  { seq: 3, type: 'friend_accepted', data: { fromUser: { id: 'a' }, by: 'b', since: 's' } },
  { seq: 4, type: 'new_message', data: { message, peer: { id: 'b' } } },
  { seq: 5, type: 'new_message', data: { conversationId: 'c', seq: 1, gone: true } },
  { seq: 6, type: 'conversation_read', data: { conversationId: 'c', lastReadSeq: 1, unread: 0 } },
  { seq: 7, type: 'read_receipt', data: { conversationId: 'c', userId: 'a', lastReadSeq: 1 } },
] as const satisfies readonly { seq: number; type: LogEvent['type']; data: object }[]

/** Every copy of the value with one of its fields, at any depth, left out or made something else. */
function* damaged(value: object): Generator<object> {
  for (const [field, content] of Object.entries(value)) {
    const { [field]: _, ...rest } = Object(value)
    yield rest
    for (const wrong of [null, {}, [], 1.5]) yield { ...rest, [field]: wrong }
    if (typeof content === 'object') for (const inner of damaged(content)) yield { ...rest, [field]: inner }
  }
}

describe('an event of the log', () => {
  it.each(known)('an event of the declared shape is parsed: $type', (event) => {
    expect(parseLogEvent(event)).toBe(event)
  })

  it.each(known)('an event with a missing or mistyped field is unknown: $type', ({ seq, type, data }) => {
    for (const broken of damaged(data)) {
      expect(parseLogEvent({ seq, type, data: broken }), JSON.stringify(broken)).toBeUndefined()
    }
  })

  it('an event of any other type is unknown, also when the type is a property of every object', () => {
    const names = ['', 'constructor', 'toString', '__proto__', 'hasOwnProperty', 'friend_request ']
    for (const type of names) expect(parseLogEvent({ seq: 1, type, data: { userId: 'a' } })).toBeUndefined()
  })

  it('a value that is not an event is parsed as unknown', () => {
    const types = known.map(({ type }) => type)
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.jsonValue(), (type, data) => {
        expect(parseLogEvent({ seq: 1, type, data })).toBeUndefined()
      }),
    )
  })
})

describe('the envelope of a socket message', () => {
  it('a socket message is parsed to seq, type and data, and to an event without data when the data was too large', () => {
    expect(parseEnvelope({ seq: 1, type: 't', data: null })).toEqual({
      seq: 1,
      type: 't',
      data: null,
      truncated: false,
    })
    expect(parseEnvelope({ seq: 1, type: 't' })).toMatchObject({ seq: 1, type: 't', truncated: true })
  })

  it('a socket message without an integer seq and a type is ignored and does not throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(parseEnvelope(value)).toBeUndefined()
      }),
    )
    for (const seq of ['1', 1.5, null, Number.NaN]) expect(parseEnvelope({ seq, type: 't' })).toBeUndefined()
    expect(parseEnvelope({ seq: 1, type: 2 })).toBeUndefined()
  })
})
