import { expect, test } from 'vitest'
import { freezeOrder } from './freeze-order'

const items = (...ids: string[]) => ids.map((id) => ({ id }))

test('items keep their held places, and later ones stand at the end as they came', () => {
  expect(freezeOrder(items('new', 'c', 'a', 'newer', 'b'), ['a', 'b', 'c'])).toEqual(
    items('a', 'b', 'c', 'new', 'newer'),
  )
})

test('an item that is gone leaves no gap', () => {
  expect(freezeOrder(items('c', 'a'), ['a', 'b', 'c'])).toEqual(items('a', 'c'))
})
