import { expect, it } from 'vitest'
import type { DisplayMessage } from '@/components/message-data/use-messages'
import type { TimelineItem } from './group-messages'
import { createStableGroupKeys } from './stable-group-keys'

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
  state: 'stored',
})

/** A group of messages, one for each letter of `ids`. */
const group = (ids: string): TimelineItem => ({
  kind: 'group',
  key: `alice ${ids[0]}`,
  senderId: 'alice',
  messages: [...ids].map(message),
})
const day: TimelineItem = { kind: 'day', key: 'day', at: '2026-03-10T12:00:00.000Z' }

/** Returns the keys after each arrangement, which is written as its groups: 'ab c'. */
function keysAfter(...arrangements: string[]) {
  const withStableKeys = createStableGroupKeys()
  return arrangements.map((groups) =>
    withStableKeys(groups.split(' ').map(group)).map(({ key }) => key.replace('alice ', '')),
  )
}

it.each([
  ['a message is added below', ['ab', 'abc'], ['a']],
  ['a message is added above', ['cd', 'abcd'], ['c']],
  ['another group is added above', ['cd', 'ab cd'], ['a', 'c']],
  ['two groups are merged', ['ab cd', 'abcd'], ['a']],
  ['a group is split', ['abcd', 'ab cd'], ['a', 'c']],
  ['the first message is removed and added again as its own group', ['ab', 'b', 'b a'], ['a', 'a again']],
])('groups keep their keys when %s', (_, arrangements, keys) => {
  expect(keysAfter(...arrangements).at(-1)).toEqual(keys)
})

it('items other than groups keep their keys', () => {
  expect(createStableGroupKeys()([day, group('a')])).toEqual([day, group('a')])
})

it('a group of the same messages is the same object, and one with a changed message is not', () => {
  const withStableKeys = createStableGroupKeys()
  const [first, second] = [message('a'), message('b')]
  const items = (...messages: DisplayMessage[]): TimelineItem[] => [
    { kind: 'group', key: 'alice a', senderId: 'alice', messages },
  ]
  const [group] = withStableKeys(items(first, second))
  expect(withStableKeys(items(first, second))[0]).toBe(group)
  expect(withStableKeys(items(first, { ...second }))[0]).not.toBe(group)
})
