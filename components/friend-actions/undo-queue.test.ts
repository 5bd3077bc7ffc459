import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createToasts } from '@/components/ui/toasts'
import { createUndoQueue, UNDO_MS, type UndoableAction } from './undo-queue'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function prepare() {
  const toasts = createToasts()
  const onFailure = vi.fn()
  const pending = createUndoQueue({ show: toasts.show, undoLabel: () => 'Undo', onFailure })
  const defer = (action: UndoableAction, personIds: string[], act = vi.fn(() => Promise.resolve())) => {
    pending.defer({ action, personIds, text: `${action} ${personIds}`, failed: 'It is as it was.', act })
    return act
  }
  const pressUndo = (text: string) => {
    const toast = toasts.shown().find((shown) => shown.text === text)
    if (!toast) throw new Error(`There is no toast ${text}.`)
    toasts.act(toast.id)
  }
  const hidden = (action: UndoableAction) => [...pending.hidden(action)]
  return { toasts, onFailure, pending, defer, pressUndo, hidden }
}

describe('something that can be taken back', () => {
  it('hides the person at once, and is done when the time is over', async () => {
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

  it('keeps the person hidden until the call has come back', async () => {
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

  it('taken back brings the person back without any call', async () => {
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

  it('that fails brings the person back and says why', async () => {
    const { defer, hidden, onFailure } = prepare()
    const refused = new Error('refused')
    defer(
      'unfriend',
      ['bob'],
      vi.fn(() => Promise.reject(refused)),
    )
    await vi.advanceTimersByTimeAsync(UNDO_MS)
    expect(hidden('unfriend')).toEqual([])
    expect(onFailure.mock.calls).toEqual([[expect.objectContaining({ failed: 'It is as it was.' }), refused]])
  })

  it('asked for twice is done once', async () => {
    const { defer, toasts } = prepare()
    const first = defer('decline', ['bob'])
    const second = defer('decline', ['bob'])
    expect(toasts.shown()).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(UNDO_MS)
    expect(first).toHaveBeenCalledTimes(1)
    expect(second).not.toHaveBeenCalled()
  })

  it('of many people is one toast and one way back', async () => {
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

describe('several at once', () => {
  it('are each taken back or done by themselves', async () => {
    const { defer, hidden, pressUndo } = prepare()
    const [bob, carol] = [defer('decline', ['bob']), defer('unfriend', ['carol'])]
    await vi.advanceTimersByTimeAsync(UNDO_MS / 2)
    const dave = defer('decline', ['dave'])
    expect(hidden('decline')).toEqual(['bob', 'dave'])
    pressUndo('decline dave')
    await vi.advanceTimersByTimeAsync(UNDO_MS / 2)
    expect([bob, carol, dave].map((act) => act.mock.calls.length)).toEqual([1, 1, 0])
  })

  it('more than the toasts have room for: the oldest is done at once', async () => {
    const { defer, hidden } = prepare()
    const acts = ['a', 'b', 'c', 'd'].map((id) => defer('decline', [id]))
    await vi.advanceTimersByTimeAsync(0)
    expect(acts.map((act) => act.mock.calls.length)).toEqual([1, 0, 0, 0])
    expect(hidden('decline')).toEqual(['b', 'c', 'd'])
  })

  it('are all done before the page is left, each called before anything is waited for', () => {
    const { defer, pending, toasts } = prepare()
    const acts = [defer('decline', ['bob']), defer('unfriend', ['carol'])]
    void pending.flush()
    expect(acts.map((act) => act.mock.calls.length)).toEqual([1, 1])
    expect(toasts.shown()).toEqual([])
    void pending.flush()
    expect(acts.map((act) => act.mock.calls.length)).toEqual([1, 1])
  })

  it('what waits for one person is done before something else is done about them', async () => {
    const { defer, pending, hidden } = prepare()
    const [bob, carol] = [defer('unfriend', ['bob']), defer('unfriend', ['carol'])]
    await pending.settle('bob')
    expect([bob, carol].map((act) => act.mock.calls.length)).toEqual([1, 0])
    expect(hidden('unfriend')).toEqual(['carol'])
  })
})

it('whoever listens is told of each change, and the sets stay the same in between', () => {
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
