import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Draft } from '@/lib/messages/schema'
import type { StoredDraft } from './draft-storage'
import { DraftSync, resolveDraft } from './draft-sync'

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

const serverDraft = (body: string, at: number): Draft => ({
  conversationId: 'c',
  body,
  updatedAt: new Date(at).toISOString(),
})

function newDraftSync(initial: Record<string, StoredDraft> = {}) {
  const stored = new Map<string, StoredDraft | undefined>(Object.entries(initial))
  const save = vi.fn(async (_conversationId: string, _text: string, _leaving: boolean) => true)
  const storage = {
    conversationIds: () => [...stored].flatMap(([id, draft]) => (draft ? [id] : [])),
    get: (id: string) => stored.get(id),
    set: (id: string, draft: StoredDraft | undefined) => void stored.set(id, draft),
  }
  const sync = new DraftSync({ storage, save })
  const write = (text: string) => {
    storage.set('c', { text, at: Date.now(), saved: false })
    sync.changed('c')
  }
  return { sync, save, storage, write, textNow: () => storage.get('c')?.text }
}

const saved = (text: string, at = 1000): StoredDraft => ({ text, at, saved: true })
const unsaved = (text: string, at = 1000): StoredDraft => ({ text, at, saved: false })

it.each<[string, StoredDraft | undefined, Draft | undefined, boolean, ReturnType<typeof resolveDraft>]>([
  ['no draft anywhere', undefined, undefined, false, 'keep'],
  ['only a server draft', undefined, serverDraft('there', 5), false, { draft: saved('there', 5) }],
  ['a newer server draft', saved('here'), serverDraft('there', 2000), true, { draft: saved('there', 2000) }],
  ['a newer one, unsaved here', unsaved('here'), serverDraft('there', 2000), true, { draft: saved('there', 2000) }],
  ['an older server draft', unsaved('here'), serverDraft('there', 500), true, 'save'],
  ['an older one, received late', saved('here'), serverDraft('there', 500), true, 'keep'],
  ['its own echo', saved('here'), serverDraft('here', 1700), true, { draft: saved('here', 1700) }],
  ['its own echo again', saved('here', 1700), serverDraft('here', 1700), true, 'keep'],
  ['a draft sent by another device', saved('here'), undefined, true, { draft: undefined }],
  ['a response older than the save', saved('here'), undefined, false, 'keep'],
  ['a draft that was never saved', unsaved('here'), undefined, true, 'save'],
])(
  'resolveDraft with %s: local %j, server %j, on the server before: %s, returns %j',
  (_, local, remote, wasOnServer, outcome) => {
    expect(resolveDraft(local, remote, wasOnServer)).toEqual(outcome)
  },
)

it('a draft is saved once, 1.5 s after the last change', async () => {
  const { save, write, storage } = newDraftSync()
  for (const text of ['h', 'he', 'hey']) {
    write(text)
    await vi.advanceTimersByTimeAsync(1499)
  }
  expect(save).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(save.mock.calls).toEqual([['c', 'hey', false]])
  expect(storage.get('c')).toMatchObject({ text: 'hey', saved: true })
})

it('a draft from the server does not replace text that is being written', async () => {
  const { sync, write, textNow } = newDraftSync()
  write('mine')
  sync.receive([serverDraft('other', Date.now() + 60_000)])
  expect(textNow()).toBe('mine')
})

it('an emptied draft is deleted on the server first, then here', async () => {
  const { sync, save, write, storage } = newDraftSync({ c: saved('hello') })
  write('')
  sync.flush('c')
  expect(storage.get('c')).toBeDefined() // Until the server has deleted it: its older copy must not come back.
  await vi.advanceTimersByTimeAsync(0)
  expect(save.mock.calls).toEqual([['c', '', false]])
  expect(storage.get('c')).toBeUndefined()
})

it('a draft that is emptied before it was saved makes no request', async () => {
  const { sync, save, write, storage } = newDraftSync()
  sync.receive([])
  write('quick')
  write('')
  sync.flush('c')
  await vi.advanceTimersByTimeAsync(5000)
  expect(save).not.toHaveBeenCalled()
  expect(storage.get('c')).toBeUndefined()
})

it('a saved draft that the server no longer has is deleted; an unsaved one is saved', async () => {
  const first = newDraftSync({ c: saved('hello') })
  first.sync.receive([])
  expect(first.textNow()).toBeUndefined()
  const second = newDraftSync({ c: unsaved('hello') })
  second.sync.receive([])
  expect(second.save.mock.calls).toEqual([['c', 'hello', false]])
})

it('a failed save is retried, a refused one is not', async () => {
  const { save, write, storage } = newDraftSync()
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

it('leaving the page saves at once, also while another save is in flight', async () => {
  const { sync, save, write } = newDraftSync()
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
