import { expect, test } from 'vitest'
import { freezeOrder } from './freeze-order'

const items = (...ids: string[]) => ids.map((id) => ({ id }))

test('items keep their frozen order, and new ones are appended in the order received', () => {
  expect(freezeOrder(items('new', 'c', 'a', 'newer', 'b'), ['a', 'b', 'c'])).toEqual(
    items('a', 'b', 'c', 'new', 'newer'),
  )
})

test('a removed item leaves no gap in the frozen order', () => {
  expect(freezeOrder(items('c', 'a'), ['a', 'b', 'c'])).toEqual(items('a', 'c'))
})
