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
  tabId: 'closed',
  tried: false,
  ...more,
})

const DAY_MS = 86_400_000

it('a backed-up message is visible to its author only, and must be retried by hand unless it was tried before', () => {
  backUpUnsent('alice', [message('1'), message('2', { tried: true }), message('3', { fault: 'Too long.' })])
  expect(readUnsentBackup('alice').map(({ fault }) => fault)).toEqual([
    en.messages.signedOutBefore,
    undefined,
    'Too long.',
  ])
  expect(readUnsentBackup('carol')).toEqual([])
})

it('a message that is backed up twice is stored once, in its latest version', () => {
  backUpUnsent('alice', [message('1'), message('2')])
  backUpUnsent('alice', [message('2', { body: 'better' }), message('3')])
  expect(readUnsentBackup('alice').map(({ body }) => body)).toEqual(['body of 1', 'better', 'body of 3'])
})

it('a backed-up message is deleted after thirty days or by its author', () => {
  backUpUnsent('alice', [message('1')])
  vi.advanceTimersByTime(20 * DAY_MS)
  backUpUnsent('alice', [message('2'), message('3')])
  vi.advanceTimersByTime(11 * DAY_MS)
  deleteUnsentBackup('alice', '3')
  expect(readUnsentBackup('alice').map(({ clientId }) => clientId)).toEqual(['2'])
  deleteUnsentBackup('alice')
  expect(Object.keys(localStorage)).toEqual([])
})

it('holdsUnsentText is true only for unsent messages and unsaved drafts', () => {
  backUpUnsent('alice', [message('1')])
  const draft = (fields: object) => JSON.stringify({ text: 'half', at: Date.now(), saved: false, ...fields })
  const holds = (key: string, value: string | null) => holdsUnsentText(key, value)
  expect(holds('kith.unsent.alice', localStorage.getItem('kith.unsent.alice'))).toBe(true)
  expect(holds('kith.draft.alice.c', draft({}))).toBe(true)
  for (const fields of [{ saved: true }, { text: ' ' }, { text: 7 }, { at: Date.now() - 31 * DAY_MS }])
    expect(holds('kith.draft.alice.c', draft(fields))).toBe(false)
  for (const broken of [null, '', '{', '[]', '[1]', '[{"clientId":"1"}]'])
    expect([holds('kith.unsent.alice', broken), holds('kith.draft.alice.c', broken)]).toEqual([false, false])
  expect(holds('kith.user', 'alice')).toBe(false)
})

it('the outbox storage includes backed-up messages until they are sent or discarded', async () => {
  const stored = new Map<string, StoredOutboxItem>()
  const store = withUnsentBackup(
    {
      listUnsent: async () => [...stored.values()],
      async putUnsent(one) {
        stored.set(one.clientId, one)
        return true
      },
      deleteUnsent: async (clientId) => void stored.delete(clientId),
    },
    'alice',
  )
  backUpUnsent('alice', [message('1'), message('2')])
  await store.putUnsent(message('2', { body: 'taken over' }))
  expect((await store.listUnsent()).map(({ body }) => body)).toEqual(['taken over', 'body of 1'])
  await store.deleteUnsent('2')
  expect((await store.listUnsent()).map(({ clientId }) => clientId)).toEqual(['1'])
})

it('backing up does nothing and throws nothing when storage is forbidden', () => {
  vi.stubGlobal('localStorage', undefined)
  backUpUnsent('alice', [message('1')])
  expect(readUnsentBackup('alice')).toEqual([])
})
