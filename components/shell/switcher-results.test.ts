import { expect, test } from 'vitest'
import { friendResults, switcherResults } from './switcher-results'

const person = (id: string) => ({ id, username: id, displayName: id, pictureId: null })

test('a result opens the conversation, for a friend without one a new conversation, and for others the profile', () => {
  const results = switcherResults({
    conversations: [{ id: 'c1', peer: person('ann') }],
    friends: [person('ann'), person('bea')],
    people: [person('bea'), person('cleo'), person('ann')],
  })
  expect(results.map(({ kind, href }) => [kind, href])).toEqual([
    ['conversation', '/messages/c1'],
    ['friend', '/messages/with/bea'],
    ['person', '/u/cleo'],
  ])
})

test('each kind has at most five results, and nobody is listed twice', () => {
  const many = Array.from({ length: 30 }, (_, index) => person(`p${index}`))
  const results = switcherResults({ conversations: [], friends: many.slice(0, 20), people: many })
  expect(results.map(({ kind }) => kind)).toEqual([...Array(5).fill('friend'), ...Array(5).fill('person')])
  expect(new Set(results.map((result) => result.person.id)).size).toBe(10)
})

test('among friends only, each leads to the conversation with that friend, in the order they came', () => {
  const many = Array.from({ length: 30 }, (_, index) => person(`p${index}`))
  expect(friendResults([person('bea'), person('ann')]).map(({ kind, href }) => [kind, href])).toEqual([
    ['friend', '/messages/with/bea'],
    ['friend', '/messages/with/ann'],
  ])
  expect(friendResults(many)).toHaveLength(8)
})
