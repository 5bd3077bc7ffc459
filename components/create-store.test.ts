import { expect, test, vi } from 'vitest'
import { createStore } from './create-store'

test('a store has its new value when its listeners are called, and calls none that has unsubscribed', () => {
  const store = createStore(1)
  const seen: number[] = []
  const stop = store.subscribe(() => seen.push(store.get()))
  const other = vi.fn()
  store.subscribe(other)
  store.set(2)
  stop()
  store.set(3)
  expect([seen, store.get(), other.mock.calls.length]).toEqual([[2], 3, 2])
})
