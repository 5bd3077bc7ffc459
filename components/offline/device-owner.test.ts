import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import {
  claimDevice,
  deferredSignOutUser,
  deferSignOut,
  deviceOwner,
  hasDeferredSignOut,
  onDeviceOwnerChange,
  releaseDevice,
  wipeDevice,
} from './device-owner'
import { createFakeStorage } from './fake-storage'

/** What all tabs of one browser share; each of them hears of a change by the others. */
const browser = new EventTarget()
const tab = { document: new EventTarget() }

beforeEach(() => {
  vi.stubGlobal('localStorage', createFakeStorage())
  vi.stubGlobal('addEventListener', browser.addEventListener.bind(browser))
  vi.stubGlobal('document', tab.document)
})
afterEach(() => vi.unstubAllGlobals())

const heard = () => browser.dispatchEvent(new Event('storage'))
const woken = () => tab.document.dispatchEvent(new Event('visibilitychange'))

it.each([
  ['at once', heard],
  ['when it wakes up', woken],
])("a tab learns that the device is somebody else's %s, and of its own person nothing", (_, happen) => {
  const left = vi.fn()
  claimDevice('alice')
  const stop = onDeviceOwnerChange('alice', left)
  happen()
  expect(left).not.toHaveBeenCalled()
  localStorage.setItem('kith.user', 'bob')
  happen()
  expect(left).toHaveBeenCalledOnce()
  stop()
  happen()
  expect(left).toHaveBeenCalledOnce()
})

const draft = (text: string, saved: boolean) => JSON.stringify({ text, at: Date.now(), saved })
const UNSENT = JSON.stringify([{ clientId: '1', conversationId: 'c', body: 'Hi', createdAt: new Date().toISOString() }])

/** The device after Alice has read, and written what the server has and what it has not. */
function usedByAlice() {
  claimDevice('alice')
  localStorage.setItem('kith.draft.alice.saved', draft('on the server', true))
  localStorage.setItem('kith.draft.alice.unsaved', draft('only here', false))
  localStorage.setItem('kith.unsent.alice', UNSENT)
  localStorage.setItem('kith.theme', 'dark')
}
const left = () => Object.keys(localStorage).sort()
const WRITTEN = ['kith.draft.alice.unsaved', 'kith.theme', 'kith.unsent.alice']

it('the next person finds nothing of what was read; what was written and sent nowhere stays for its writer', () => {
  usedByAlice()
  claimDevice('carol')
  expect(left()).toEqual([...WRITTEN, 'kith.user', 'kith.users'])
  expect([localStorage.getItem('kith.user'), localStorage.getItem('kith.users')]).toEqual(['carol', '["carol"]'])
})

it('a session that is over leaves only what was written and sent nowhere', async () => {
  usedByAlice()
  await wipeDevice()
  expect(left()).toEqual(WRITTEN)
})

it('a person who leaves by their own will leaves nothing unsent, and what others wrote stays', async () => {
  usedByAlice()
  localStorage.setItem('kith.unsent.bob', UNSENT)
  localStorage.removeItem('kith.draft.alice.unsaved') // As signing out forgets all drafts.
  await wipeDevice('alice')
  expect(left()).toEqual(['kith.theme', 'kith.unsent.bob'])
})

it('a tab that is left lets the next person wipe the device of its own, and shows nothing of it meanwhile', () => {
  claimDevice('alice')
  releaseDevice('alice')
  expect([localStorage.getItem('kith.user'), localStorage.getItem('kith.users')]).toEqual([null, '["alice"]'])
  claimDevice('carol')
  releaseDevice('alice')
  expect([localStorage.getItem('kith.user'), localStorage.getItem('kith.users')]).toEqual([
    'carol',
    '["carol","alice"]',
  ])
})

it.each(['{', '"alice"', 'null', '[1]'])('takes a device whose storage holds rubbish: %s', (rubbish) => {
  localStorage.setItem('kith.users', rubbish)
  claimDevice('alice')
  expect(deviceOwner()).toBe('alice')
})

const forbidden = () => {
  throw new DOMException('Storage is forbidden.', 'SecurityError')
}

it.each([
  ['throws', forbidden],
  ['refuses', async () => forbidden()],
  ['never answers', () => new Promise(() => {})],
])('nobody is kept from signing in or out by a storage that %s', async (_, use) => {
  vi.useFakeTimers()
  vi.stubGlobal('caches', { open: use, has: use, delete: use, match: use })
  vi.stubGlobal('localStorage', { getItem: forbidden, setItem: forbidden })
  vi.stubGlobal('indexedDB', { open: forbidden })
  const all = Promise.all([hasDeferredSignOut(), deferredSignOutUser(), deferSignOut('alice'), wipeDevice()])
  await vi.runAllTimersAsync()
  expect((await all).slice(0, 2)).toEqual([false, undefined])
  claimDevice('alice')
  vi.useRealTimers()
})
