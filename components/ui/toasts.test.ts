import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createToasts } from './toasts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const texts = (toasts: ReturnType<typeof createToasts>) => toasts.shown().map(({ text }) => text)
const idOf = (toasts: ReturnType<typeof createToasts>, text: string) => {
  const found = toasts.shown().find((toast) => toast.text === text)
  if (!found) throw new Error(`There is no toast ${text}.`)
  return found.id
}

describe('createToasts', () => {
  it('a toast is removed when its duration is over', () => {
    const toasts = createToasts()
    toasts.show({ text: 'news' })
    toasts.show({ text: 'undo', durationMs: 8000 })
    vi.advanceTimersByTime(5999)
    expect(texts(toasts)).toEqual(['news', 'undo'])
    vi.advanceTimersByTime(1)
    expect(texts(toasts)).toEqual(['undo'])
    vi.advanceTimersByTime(2000)
    expect(texts(toasts)).toEqual([])
  })

  it('onExpire is called once when a toast times out, is dismissed or is displaced', () => {
    const toasts = createToasts()
    const ends = { time: vi.fn(), dismissed: vi.fn(), displaced: vi.fn() }
    toasts.show({ text: 'displaced', onExpire: ends.displaced })
    toasts.show({ text: 'dismissed', onExpire: ends.dismissed })
    toasts.show({ text: 'time', onExpire: ends.time })
    toasts.show({ text: 'fourth' })
    expect(texts(toasts)).toEqual(['dismissed', 'time', 'fourth'])
    toasts.dismiss(idOf(toasts, 'dismissed'))
    vi.advanceTimersByTime(60_000)
    for (const end of Object.values(ends)) expect(end).toHaveBeenCalledTimes(1)
  })

  it('the action of a toast runs once, and its onExpire is not called', () => {
    const toasts = createToasts()
    const [run, onExpire] = [vi.fn(), vi.fn()]
    toasts.show({ text: 'undo', action: { label: 'Undo', run }, onExpire })
    const id = idOf(toasts, 'undo')
    toasts.act(id)
    toasts.act(id)
    vi.advanceTimersByTime(60_000)
    expect(run).toHaveBeenCalledTimes(1)
    expect(onExpire).not.toHaveBeenCalled()
    expect(texts(toasts)).toEqual([])
  })

  it('onExpire is not called when the caller closes the toast', () => {
    const toasts = createToasts()
    const onExpire = vi.fn()
    const { close } = toasts.show({ text: 'undo', onExpire })
    close()
    close()
    vi.advanceTimersByTime(60_000)
    expect(onExpire).not.toHaveBeenCalled()
    expect(texts(toasts)).toEqual([])
  })

  it('the timer of a toast is paused while it has the pointer or the focus', () => {
    const toasts = createToasts()
    toasts.show({ text: 'news' })
    vi.advanceTimersByTime(4000)
    toasts.hold('pointer', true)
    toasts.hold('focus', true)
    vi.advanceTimersByTime(60_000)
    toasts.hold('pointer', false)
    vi.advanceTimersByTime(60_000)
    toasts.hold('focus', false)
    vi.advanceTimersByTime(1999)
    expect(texts(toasts)).toEqual(['news'])
    vi.advanceTimersByTime(1)
    expect(texts(toasts)).toEqual([])
  })

  it('a toast in a hidden tab stays until the tab is visible, unless it has onExpire', () => {
    const toasts = createToasts()
    const onExpire = vi.fn()
    toasts.hold('hidden', true)
    toasts.show({ text: 'news' })
    toasts.show({ text: 'undo', onExpire })
    vi.advanceTimersByTime(60_000)
    expect(texts(toasts)).toEqual(['news'])
    expect(onExpire).toHaveBeenCalledTimes(1)
    toasts.hold('hidden', false)
    vi.advanceTimersByTime(6000)
    expect(texts(toasts)).toEqual([])
  })

  it('a toast expires although the pointer was on another toast that has been removed', () => {
    const toasts = createToasts()
    toasts.show({ text: 'first' })
    toasts.hold('pointer', true)
    toasts.dismiss(idOf(toasts, 'first'))
    toasts.show({ text: 'second' })
    vi.advanceTimersByTime(6000)
    expect(texts(toasts)).toEqual([])
  })
})

it('shown() returns a new list, and listeners are called, only when the toasts have changed', () => {
  const toasts = createToasts()
  const listener = vi.fn()
  const stop = toasts.subscribe(listener)
  const before = toasts.shown()
  expect(toasts.shown()).toBe(before)
  toasts.show({ text: 'news' })
  expect(toasts.shown()).not.toBe(before)
  expect(listener).toHaveBeenCalledTimes(1)
  toasts.hold('pointer', true)
  expect(listener).toHaveBeenCalledTimes(1)
  stop()
  toasts.show({ text: 'more' })
  expect(listener).toHaveBeenCalledTimes(1)
})

describe('a toast with a key', () => {
  it('replaces the shown one with the same key in its place, and its time starts again', () => {
    const toasts = createToasts()
    const first = toasts.show({ text: 'one', key: 'alice' })
    toasts.show({ text: 'other' })
    vi.advanceTimersByTime(5000)
    toasts.show({ text: 'two', key: 'alice' })
    expect(texts(toasts)).toEqual(['two', 'other'])
    vi.advanceTimersByTime(5000)
    expect(texts(toasts)).toEqual(['two'])
    first.close()
    expect(texts(toasts)).toEqual([])
  })

  it('tells that it was dismissed, and not when it expires', () => {
    const toasts = createToasts()
    const onDismiss = vi.fn()
    toasts.show({ text: 'expires', onDismiss })
    vi.advanceTimersByTime(6000)
    expect(onDismiss).not.toHaveBeenCalled()
    toasts.show({ text: 'dismissed', onDismiss })
    toasts.dismiss(idOf(toasts, 'dismissed'))
    expect(onDismiss).toHaveBeenCalledTimes(1)
  })
})
