import { expect, test } from 'vitest'
import { switcherResults } from './switcher-results'

const person = (id: string) => ({ id, username: id, displayName: id, pictureId: null })

test('a person with a conversation leads there, a friend without one opens it, anybody else has a page', () => {
  const goals = switcherResults({
    conversations: [{ id: 'c1', peer: person('ann') }],
    friends: [person('ann'), person('bea')],
    people: [person('bea'), person('cleo'), person('ann')],
  })
  expect(goals.map(({ kind, href }) => [kind, href])).toEqual([
    ['conversation', '/messages/c1'],
    ['friend', '/messages/with/bea'],
    ['person', '/u/cleo'],
  ])
})

test('no kind takes more room than the others need', () => {
  const many = Array.from({ length: 30 }, (_, index) => person(`p${index}`))
  const goals = switcherResults({ conversations: [], friends: many.slice(0, 20), people: many })
  expect(goals.map(({ kind }) => kind)).toEqual([...Array(5).fill('friend'), ...Array(5).fill('person')])
  expect(new Set(goals.map((goal) => goal.person.id)).size).toBe(10)
})
