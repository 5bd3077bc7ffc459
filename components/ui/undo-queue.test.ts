import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createToasts } from './toasts'
import { createUndoQueue, UNDO_MS } from './undo-queue'

type Action = 'decline' | 'cancel' | 'unfriend'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function prepare() {
  const toasts = createToasts()
  const onFailure = vi.fn()
  const onEnd = vi.fn()
  const pending = createUndoQueue<Action>({ showToast: toasts.show, undoLabel: () => 'Undo' })
  const defer = (action: Action, ids: string[], act = vi.fn(() => Promise.resolve())) => {
    pending.defer({ action, ids, text: `${action} ${ids}`, act, onFailure, onEnd })
    return act
  }
  const pressUndo = (text: string) => {
    const toast = toasts.shown().find((shown) => shown.text === text)
    if (!toast) throw new Error(`There is no toast ${text}.`)
    toasts.act(toast.id)
  }
  const hidden = (action: Action) => [...pending.hidden(action)]
  return { toasts, onFailure, onEnd, pending, defer, pressUndo, hidden }
}

describe('a deferred action', () => {
  it('a deferred action hides its ids at once and calls the server when the time to undo is over', async () => {
    const { toasts, defer, hidden } = prepare()
    const act = defer('decline', ['bob'])
    expect(hidden('decline')).toEqual(['bob'])
    expect(hidden('unfriend')).toEqual([])
    await vi.advanceTimersByTimeAsync(UNDO_MS - 1)
    expect(act).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(act).toHaveBeenCalledTimes(1)
    expect(hidden('decline')).toEqual([])
    expect(toasts.shown()).toEqual([])
  })

  it('the ids of a deferred action stay hidden until its call has a response', async () => {
    const { pending, defer, hidden } = prepare()
    let finish = () => {}
    defer(
      'unfriend',
      ['bob'],
      vi.fn(() => new Promise<void>((resolve) => (finish = resolve))),
    )
    await vi.advanceTimersByTimeAsync(UNDO_MS)
    expect(hidden('unfriend')).toEqual(['bob'])
    pending.undo('bob') // Too late.
    expect(hidden('unfriend')).toEqual(['bob'])
    finish()
    await vi.advanceTimersByTimeAsync(0)
    expect(hidden('unfriend')).toEqual([])
  })

  it('an undone action shows its ids again and makes no call', async () => {
    const { defer, pressUndo, hidden, pending, toasts } = prepare()
    const first = defer('cancel', ['bob'])
    pressUndo('cancel bob')
    expect(hidden('cancel')).toEqual([])
    const second = defer('cancel', ['bob'])
    pending.undo('bob')
    expect(hidden('cancel')).toEqual([])
    expect(toasts.shown()).toEqual([])
    await vi.advanceTimersByTimeAsync(UNDO_MS * 2)
    expect(first).not.toHaveBeenCalled()
    expect(second).not.toHaveBeenCalled()
  })

  it('a failed action shows its ids again, and reports the error before it ends', async () => {
    const { defer, hidden, onFailure, onEnd } = prepare()
    const refused = new Error('refused')
    defer(
      'unfriend',
      ['bob'],
      vi.fn(() => Promise.reject(refused)),
    )
    await vi.advanceTimersByTimeAsync(UNDO_MS)
    expect(hidden('unfriend')).toEqual([])
    expect([onFailure.mock.calls, onEnd.mock.calls]).toEqual([[[refused]], [[]]])
  })

  it('an action deferred twice on the same id is performed once', async () => {
    const { defer, toasts } = prepare()
    const first = defer('decline', ['bob'])
    const second = defer('decline', ['bob'])
    expect(toasts.shown()).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(UNDO_MS)
    expect(first).toHaveBeenCalledTimes(1)
    expect(second).not.toHaveBeenCalled()
  })

  it('an action on several ids has one toast, whose undo shows all of them again', async () => {
    const { defer, hidden, pressUndo, toasts } = prepare()
    const act = defer('decline', ['bob', 'carol', 'dave'])
    expect(hidden('decline')).toEqual(['bob', 'carol', 'dave'])
    expect(toasts.shown()).toHaveLength(1)
    pressUndo('decline bob,carol,dave')
    expect(hidden('decline')).toEqual([])
    await vi.advanceTimersByTimeAsync(UNDO_MS)
    expect(act).not.toHaveBeenCalled()
  })
})

describe('several deferred actions', () => {
  it('several deferred actions are undone or performed independently', async () => {
    const { defer, hidden, pressUndo } = prepare()
    const [bob, carol] = [defer('decline', ['bob']), defer('unfriend', ['carol'])]
    await vi.advanceTimersByTimeAsync(UNDO_MS / 2)
    const dave = defer('decline', ['dave'])
    expect(hidden('decline')).toEqual(['bob', 'dave'])
    pressUndo('decline dave')
    await vi.advanceTimersByTimeAsync(UNDO_MS / 2)
    expect([bob, carol, dave].map((act) => act.mock.calls.length)).toEqual([1, 1, 0])
  })

  it('a deferred action whose toast is displaced by newer ones is performed at once', async () => {
    const { defer, hidden } = prepare()
    const acts = ['a', 'b', 'c', 'd'].map((id) => defer('decline', [id]))
    await vi.advanceTimersByTimeAsync(0)
    expect(acts.map((act) => act.mock.calls.length)).toEqual([1, 0, 0, 0])
    expect(hidden('decline')).toEqual(['b', 'c', 'd'])
  })

  it('flush makes the calls of all deferred actions synchronously, once each', () => {
    const { defer, pending, toasts } = prepare()
    const acts = [defer('decline', ['bob']), defer('unfriend', ['carol'])]
    void pending.flush()
    expect(acts.map((act) => act.mock.calls.length)).toEqual([1, 1])
    expect(toasts.shown()).toEqual([])
    void pending.flush()
    expect(acts.map((act) => act.mock.calls.length)).toEqual([1, 1])
  })

  it('settle performs only the deferred actions on the given id', async () => {
    const { defer, pending, hidden } = prepare()
    const [bob, carol] = [defer('unfriend', ['bob']), defer('unfriend', ['carol'])]
    await pending.settle('bob')
    expect([bob, carol].map((act) => act.mock.calls.length)).toEqual([1, 0])
    expect(hidden('unfriend')).toEqual(['carol'])
  })
})

it('subscribers are notified of each change, and the set of hidden ids is the same object in between', () => {
  const { defer, pending } = prepare()
  const listener = vi.fn()
  const stop = pending.subscribe(listener)
  expect(pending.hidden('decline')).toBe(pending.hidden('decline'))
  defer('decline', ['bob'])
  expect(listener).toHaveBeenCalledTimes(1)
  expect(pending.hidden('decline')).toBe(pending.hidden('decline'))
  stop()
  pending.undo('bob')
  expect(listener).toHaveBeenCalledTimes(1)
})
