import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { en } from '@/components/strings/en'
import type { StoredOutboxItem } from './device-store'
import { createFakeStorage } from './fake-storage'
import { backUpUnsent, deleteUnsentBackup, holdsUnsentText, readUnsentBackup, withUnsentBackup } from './unsent-backup'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('localStorage', createFakeStorage())
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const message = (clientId: string, more: Partial<StoredOutboxItem> = {}): StoredOutboxItem => ({
  clientId,
  conversationId: 'c',
  body: `body of ${clientId}`,
  replyTo: null,
  createdAt: new Date().toISOString(),
  tabId: 'gone',
  tried: false,
  ...more,
})

const DAY_MS = 86_400_000

it("a message left behind is its writer's alone, and waits for their word unless it was tried before", () => {
  backUpUnsent('alice', [message('1'), message('2', { tried: true }), message('3', { fault: 'Too long.' })])
  expect(readUnsentBackup('alice').map(({ fault }) => fault)).toEqual([
    en.messages.signedOutBefore,
    undefined,
    'Too long.',
  ])
  expect(readUnsentBackup('carol')).toEqual([])
})

it('a message left behind twice is kept once, as it was last', () => {
  backUpUnsent('alice', [message('1'), message('2')])
  backUpUnsent('alice', [message('2', { body: 'better' }), message('3')])
  expect(readUnsentBackup('alice').map(({ body }) => body)).toEqual(['body of 1', 'better', 'body of 3'])
})

it('a message left behind is forgotten after thirty days, or when its writer wants that', () => {
  backUpUnsent('alice', [message('1')])
  vi.advanceTimersByTime(20 * DAY_MS)
  backUpUnsent('alice', [message('2'), message('3')])
  vi.advanceTimersByTime(11 * DAY_MS)
  deleteUnsentBackup('alice', '3')
  expect(readUnsentBackup('alice').map(({ clientId }) => clientId)).toEqual(['2'])
  deleteUnsentBackup('alice')
  expect(Object.keys(localStorage)).toEqual([])
})

it('only what no server has outlives a change of the person', () => {
  backUpUnsent('alice', [message('1')])
  const draft = (fields: object) => JSON.stringify({ text: 'half', at: Date.now(), saved: false, ...fields })
  const written = (key: string, value: string | null) => holdsUnsentText(key, value)
  expect(written('kith.unsent.alice', localStorage.getItem('kith.unsent.alice'))).toBe(true)
  expect(written('kith.draft.alice.c', draft({}))).toBe(true)
  for (const fields of [{ saved: true }, { text: ' ' }, { text: 7 }, { at: Date.now() - 31 * DAY_MS }])
    expect(written('kith.draft.alice.c', draft(fields))).toBe(false)
  for (const broken of [null, '', '{', '[]', '[1]', '[{"clientId":"1"}]'])
    expect([written('kith.unsent.alice', broken), written('kith.draft.alice.c', broken)]).toEqual([false, false])
  expect(written('kith.user', 'alice')).toBe(false)
})

it('the outbox of the device has what was left behind until it is sent or discarded', async () => {
  const kept = new Map<string, StoredOutboxItem>()
  const store = withUnsentBackup(
    {
      unsent: async () => [...kept.values()],
      async keepUnsent(one) {
        kept.set(one.clientId, one)
        return true
      },
      forgetUnsent: async (clientId) => void kept.delete(clientId),
    },
    'alice',
  )
  backUpUnsent('alice', [message('1'), message('2')])
  await store.keepUnsent(message('2', { body: 'taken over' }))
  expect((await store.unsent()).map(({ body }) => body)).toEqual(['taken over', 'body of 1'])
  await store.forgetUnsent('2')
  expect((await store.unsent()).map(({ clientId }) => clientId)).toEqual(['1'])
})

it('storage that is forbidden keeps nothing and breaks nothing', () => {
  vi.stubGlobal('localStorage', undefined)
  backUpUnsent('alice', [message('1')])
  expect(readUnsentBackup('alice')).toEqual([])
})
