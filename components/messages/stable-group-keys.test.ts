import { expect, it } from 'vitest'
import type { TimelineItem } from './group-messages'
import { createStableGroupKeys } from './stable-group-keys'
import type { DisplayMessage } from './use-messages'

const message = (clientId: string): DisplayMessage => ({
  id: clientId,
  conversationId: 'c',
  seq: 1,
  senderId: 'alice',
  clientId,
  kind: 'text',
  body: clientId,
  createdAt: '2026-03-10T12:00:00.000Z',
  replyTo: null,
  editedAt: null,
  retracted: false,
  reactions: [],
  modSeq: 0,
  sending: 'stored',
  delivered: false,
  read: false,
})

/** A group of one-letter messages, as it is arranged. */
const group = (ids: string): TimelineItem => ({
  kind: 'group',
  key: `alice ${ids[0]}`,
  senderId: 'alice',
  messages: [...ids].map(message),
})
const day: TimelineItem = { kind: 'day', key: 'day', at: '2026-03-10T12:00:00.000Z' }

/** The keys after each arrangement, where each is written as its groups: 'ab c'. */
function keysAfter(...arrangements: string[]) {
  const keyed = createStableGroupKeys()
  return arrangements.map((groups) => keyed(groups.split(' ').map(group)).map(({ key }) => key.replace('alice ', '')))
}

it.each([
  ['a message that follows', ['ab', 'abc'], ['a']],
  ['a message that comes in above', ['cd', 'abcd'], ['c']],
  ['another group above', ['cd', 'ab cd'], ['a', 'c']],
  ['two groups that become one', ['ab cd', 'abcd'], ['a']],
  ['a group that comes apart', ['abcd', 'ab cd'], ['a', 'c']],
  ['a first message that goes and comes back on its own', ['ab', 'b', 'b a'], ['a', 'a again']],
])('groups keep their keys: %s', (_, arrangements, keys) => {
  expect(keysAfter(...arrangements).at(-1)).toEqual(keys)
})

it('what is no group keeps the key it has', () => {
  expect(createStableGroupKeys()([day, group('a')])).toEqual([day, group('a')])
})
