import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Draft } from '@/lib/messages/schema'
import type { StoredDraft } from './draft-storage'
import { createDraftSync, resolveDraft } from './draft-sync'

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

const theirs = (body: string, at: number): Draft => ({
  conversationId: 'c',
  body,
  updatedAt: new Date(at).toISOString(),
})

function newKeeper(kept: Record<string, StoredDraft> = {}) {
  const stored = new Map<string, StoredDraft | undefined>(Object.entries(kept))
  const save = vi.fn(async (_conversationId: string, _text: string, _leaving: boolean) => true)
  const storage = {
    conversationIds: () => [...stored].flatMap(([id, draft]) => (draft ? [id] : [])),
    get: (id: string) => stored.get(id),
    set: (id: string, draft: StoredDraft | undefined) => void stored.set(id, draft),
  }
  const sync = createDraftSync({ storage, save })
  const write = (text: string) => {
    storage.set('c', { text, at: Date.now(), saved: false })
    sync.changed('c')
  }
  return { sync, save, storage, write, textNow: () => storage.get('c')?.text }
}

const saved = (text: string, at = 1000): StoredDraft => ({ text, at, saved: true })
const unsaved = (text: string, at = 1000): StoredDraft => ({ text, at, saved: false })

it.each<[string, StoredDraft | undefined, Draft | undefined, boolean, ReturnType<typeof resolveDraft>]>([
  ['nothing anywhere', undefined, undefined, false, 'keep'],
  ['one of another device', undefined, theirs('there', 5), false, { draft: saved('there', 5) }],
  ['a newer one of another device', saved('here'), theirs('there', 2000), true, { draft: saved('there', 2000) }],
  ['a newer one, over one not saved', unsaved('here'), theirs('there', 2000), true, { draft: saved('there', 2000) }],
  ['an older one', unsaved('here'), theirs('there', 500), true, 'save'],
  ['an older one, heard late', saved('here'), theirs('there', 500), true, 'keep'],
  ['its own echo', saved('here'), theirs('here', 1700), true, { draft: saved('here', 1700) }],
  ['its own echo again', saved('here', 1700), theirs('here', 1700), true, 'keep'],
  ['one that another device has sent', saved('here'), undefined, true, { draft: undefined }],
  ['one that the answer is too old to know', saved('here'), undefined, false, 'keep'],
  ['one that was never saved', unsaved('here'), undefined, true, 'save'],
])('meeting %s', (_, kept, there, wasOnServer, outcome) => {
  expect(resolveDraft(kept, there, wasOnServer)).toEqual(outcome)
})

it('a draft is saved once, a second and a half after the last key', async () => {
  const { save, write, storage } = newKeeper()
  for (const text of ['h', 'he', 'hey']) {
    write(text)
    await vi.advanceTimersByTimeAsync(1499)
  }
  expect(save).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(save.mock.calls).toEqual([['c', 'hey', false]])
  expect(storage.get('c')).toMatchObject({ text: 'hey', saved: true })
})

it('nothing from elsewhere replaces what somebody is just writing', async () => {
  const { sync, write, textNow } = newKeeper()
  write('mine')
  sync.receive([theirs('other', Date.now() + 60_000)])
  expect(textNow()).toBe('mine')
})

it('what was sent is forgotten there, then here', async () => {
  const { sync, save, write, storage } = newKeeper({ c: saved('hello') })
  write('')
  sync.flush('c')
  expect(storage.get('c')).toBeDefined() // Until the server has heard: its older copy must not come back.
  await vi.advanceTimersByTimeAsync(0)
  expect(save.mock.calls).toEqual([['c', '', false]])
  expect(storage.get('c')).toBeUndefined()
})

it('what is sent before it was ever saved costs no call', async () => {
  const { sync, save, write, storage } = newKeeper()
  sync.receive([])
  write('quick')
  write('')
  sync.flush('c')
  await vi.advanceTimersByTimeAsync(5000)
  expect(save).not.toHaveBeenCalled()
  expect(storage.get('c')).toBeUndefined()
})

it('one sent on another device goes away here; one that is only here is saved', async () => {
  const first = newKeeper({ c: saved('hello') })
  first.sync.receive([])
  expect(first.textNow()).toBeUndefined()
  const second = newKeeper({ c: unsaved('hello') })
  second.sync.receive([])
  expect(second.save.mock.calls).toEqual([['c', 'hello', false]])
})

it('a failed save is tried again, one refused for good is not', async () => {
  const { save, write, storage } = newKeeper()
  save.mockRejectedValueOnce(new Error('out of reach'))
  write('hello')
  await vi.advanceTimersByTimeAsync(1500)
  expect(storage.get('c')).toMatchObject({ saved: false })
  save.mockResolvedValueOnce(false)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(save).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(save).toHaveBeenCalledTimes(2)
  expect(storage.get('c')).toMatchObject({ text: 'hello', saved: false })
})

it('leaving saves at once, also beside a save under way', async () => {
  const { sync, save, write } = newKeeper()
  save.mockReturnValueOnce(new Promise(() => {}))
  write('one')
  await vi.advanceTimersByTimeAsync(1500)
  write('two')
  sync.flushAll(true)
  expect(save.mock.calls).toEqual([
    ['c', 'one', false],
    ['c', 'two', true],
  ])
})
