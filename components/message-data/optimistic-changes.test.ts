import { expect, it, vi } from 'vitest'
import type { Message } from '@/lib/messages/schema'
import { applyOptimisticChanges, createOptimisticChanges, type OptimisticChange } from './optimistic-changes'

const message = (seq: number, fields: Partial<Message> = {}): Message => ({
  id: `m${seq}`,
  conversationId: 'c',
  seq,
  senderId: 'alice',
  clientId: `k${seq}`,
  kind: 'text',
  body: `text ${seq}`,
  createdAt: '2026-01-01T00:00:00.000Z',
  replyTo: null,
  editedAt: null,
  retracted: false,
  reactions: [],
  modSeq: 0,
  ...fields,
})

const messageRef = { conversationId: 'c', seq: 1 }
const edit: OptimisticChange = { kind: 'edit', body: 'new', at: '2026-01-01T00:01:00.000Z' }
const shownWith = (...changes: OptimisticChange[]) =>
  applyOptimisticChanges(
    [message(1, { reactions: [{ userId: 'bob', emoji: '👍' }] }), message(2)],
    changes.map((change) => ({ ...messageRef, change })),
  )

/** A response that the test rejects. */
function response() {
  let reject = (_: Error) => {}
  const promise = new Promise<void>((_, rejectPromise) => {
    reject = rejectPromise
  })
  return { promise, reject }
}

it('an optimistic change applies to its message and to no other', () => {
  expect(shownWith(edit)).toMatchObject([{ body: 'new', editedAt: edit.at }, { body: 'text 2' }])
  expect(shownWith({ kind: 'hide' })).toMatchObject([{ seq: 2 }])
  expect(shownWith({ kind: 'retract' })[0]).toMatchObject({ body: '', retracted: true, reactions: [] })
  expect(applyOptimisticChanges([message(1)], [{ conversationId: 'other', seq: 1, change: edit }])).toEqual([
    message(1),
  ])
})

it('the last optimistic reaction of a user replaces the earlier ones, null removes it', () => {
  const react = (emoji: string | null): OptimisticChange => ({ kind: 'react', userId: 'alice', emoji })
  const bob = { userId: 'bob', emoji: '👍' }
  expect(shownWith(react('❤️'), react('😂'))[0]?.reactions).toEqual([bob, { userId: 'alice', emoji: '😂' }])
  expect(shownWith(react('❤️'), react(null))[0]?.reactions).toEqual([bob])
})

it('an optimistic change is removed when the call fails, and its error is thrown', async () => {
  const pending = createOptimisticChanges()
  const listener = vi.fn()
  pending.subscribe(listener)
  const { promise, reject } = response()
  const done = pending.during(messageRef, edit, () => promise)
  expect(pending.entries()).toEqual([{ ...messageRef, change: edit }])
  expect(listener).toHaveBeenCalledTimes(1)
  reject(new Error('too late'))
  await expect(done).rejects.toThrow('too late')
  expect(pending.entries()).toEqual([])
})

it('calls for one message run one after the other, also after a failure; calls for others run at once', async () => {
  const pending = createOptimisticChanges()
  const calls: string[] = []
  const first = response()
  const call = (name: string, until: Promise<void>) => async () => {
    calls.push(name)
    await until
  }
  const refused = pending.during(messageRef, edit, call('first', first.promise))
  const after = pending.during(messageRef, edit, call('second', Promise.resolve()))
  await pending.during({ ...messageRef, seq: 2 }, edit, call('elsewhere', Promise.resolve()))
  expect(calls).toEqual(['first', 'elsewhere'])
  first.reject(new Error('refused'))
  await expect(refused).rejects.toThrow('refused')
  await after
  expect(calls).toEqual(['first', 'elsewhere', 'second'])
  expect(pending.entries()).toEqual([])
})
