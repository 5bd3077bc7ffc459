import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Draft } from '@/lib/messages/schema'
import { createDraftKeeper, met } from './draft-keeper'
import type { KeptDraft } from './drafts'

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

const theirs = (body: string, at: number): Draft => ({
  conversationId: 'c',
  body,
  updatedAt: new Date(at).toISOString(),
})

function newKeeper(kept: Record<string, KeptDraft> = {}) {
  const lying = new Map<string, KeptDraft | undefined>(Object.entries(kept))
  const save = vi.fn(async (_conversationId: string, _text: string, _leaving: boolean) => true)
  const shelf = {
    conversationIds: () => [...lying].flatMap(([id, draft]) => (draft ? [id] : [])),
    get: (id: string) => lying.get(id),
    put: (id: string, draft: KeptDraft | undefined) => void lying.set(id, draft),
  }
  const keeper = createDraftKeeper({ shelf, save })
  const write = (text: string) => {
    shelf.put('c', { text, at: Date.now(), saved: false })
    keeper.changed('c')
  }
  return { keeper, save, shelf, write, textNow: () => shelf.get('c')?.text }
}

const saved = (text: string, at = 1000): KeptDraft => ({ text, at, saved: true })
const unsaved = (text: string, at = 1000): KeptDraft => ({ text, at, saved: false })

it.each<[string, KeptDraft | undefined, Draft | undefined, boolean, ReturnType<typeof met>]>([
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
  expect(met(kept, there, wasOnServer)).toEqual(outcome)
})

it('a draft is saved once, a second and a half after the last key', async () => {
  const { save, write, shelf } = newKeeper()
  for (const text of ['h', 'he', 'hey']) {
    write(text)
    await vi.advanceTimersByTimeAsync(1499)
  }
  expect(save).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(save.mock.calls).toEqual([['c', 'hey', false]])
  expect(shelf.get('c')).toMatchObject({ text: 'hey', saved: true })
})

it('nothing from elsewhere replaces what somebody is just writing', async () => {
  const { keeper, write, textNow } = newKeeper()
  write('mine')
  keeper.receive([theirs('other', Date.now() + 60_000)])
  expect(textNow()).toBe('mine')
})

it('what was sent is forgotten there, then here', async () => {
  const { keeper, save, write, shelf } = newKeeper({ c: saved('hello') })
  write('')
  keeper.flush('c')
  expect(shelf.get('c')).toBeDefined() // Until the server has heard: its older copy must not come back.
  await vi.advanceTimersByTimeAsync(0)
  expect(save.mock.calls).toEqual([['c', '', false]])
  expect(shelf.get('c')).toBeUndefined()
})

it('what is sent before it was ever saved costs no call', async () => {
  const { keeper, save, write, shelf } = newKeeper()
  keeper.receive([])
  write('quick')
  write('')
  keeper.flush('c')
  await vi.advanceTimersByTimeAsync(5000)
  expect(save).not.toHaveBeenCalled()
  expect(shelf.get('c')).toBeUndefined()
})

it('one sent on another device goes away here; one that is only here is saved', async () => {
  const first = newKeeper({ c: saved('hello') })
  first.keeper.receive([])
  expect(first.textNow()).toBeUndefined()
  const second = newKeeper({ c: unsaved('hello') })
  second.keeper.receive([])
  expect(second.save.mock.calls).toEqual([['c', 'hello', false]])
})

it('a failed save is tried again, one refused for good is not', async () => {
  const { save, write, shelf } = newKeeper()
  save.mockRejectedValueOnce(new Error('out of reach'))
  write('hello')
  await vi.advanceTimersByTimeAsync(1500)
  expect(shelf.get('c')).toMatchObject({ saved: false })
  save.mockResolvedValueOnce(false)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(save).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(save).toHaveBeenCalledTimes(2)
  expect(shelf.get('c')).toMatchObject({ text: 'hello', saved: false })
})

it('leaving saves at once, also beside a save under way', async () => {
  const { keeper, save, write } = newKeeper()
  save.mockReturnValueOnce(new Promise(() => {}))
  write('one')
  await vi.advanceTimersByTimeAsync(1500)
  write('two')
  keeper.flushAll(true)
  expect(save.mock.calls).toEqual([
    ['c', 'one', false],
    ['c', 'two', true],
  ])
})
