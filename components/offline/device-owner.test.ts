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

/** Event targets: the window, which receives `storage` events of other tabs, and the document. */
const browser = new EventTarget()
const tab = { document: new EventTarget() }

beforeEach(() => {
  vi.stubGlobal('localStorage', createFakeStorage())
  vi.stubGlobal('addEventListener', browser.addEventListener.bind(browser))
  vi.stubGlobal('document', tab.document)
})
afterEach(() => vi.unstubAllGlobals())

const dispatchStorage = () => browser.dispatchEvent(new Event('storage'))
const dispatchVisibility = () => tab.document.dispatchEvent(new Event('visibilitychange'))

it.each([
  ['storage', dispatchStorage],
  ['visibilitychange', dispatchVisibility],
])(
  'onDeviceOwnerChange calls back on a %s event when the device owner is another user, and only then',
  (_, dispatch) => {
    const onChange = vi.fn()
    claimDevice('alice')
    const stop = onDeviceOwnerChange('alice', onChange)
    dispatch()
    expect(onChange).not.toHaveBeenCalled()
    localStorage.setItem('kith.user', 'bob')
    dispatch()
    expect(onChange).toHaveBeenCalledOnce()
    stop()
    dispatch()
    expect(onChange).toHaveBeenCalledOnce()
  },
)

const draft = (text: string, saved: boolean) => JSON.stringify({ text, at: Date.now(), saved })
const UNSENT = JSON.stringify([{ clientId: '1', conversationId: 'c', body: 'Hi', createdAt: new Date().toISOString() }])

/** Stores data of Alice on the device: a saved draft, an unsaved draft and an unsent message. */
function storeDataOfAlice() {
  claimDevice('alice')
  localStorage.setItem('kith.draft.alice.saved', draft('on the server', true))
  localStorage.setItem('kith.draft.alice.unsaved', draft('only here', false))
  localStorage.setItem('kith.unsent.alice', UNSENT)
  localStorage.setItem('kith.theme', 'dark')
}
const storedKeys = () => Object.keys(localStorage).sort()
const UNSENT_KEYS = ['kith.draft.alice.unsaved', 'kith.theme', 'kith.unsent.alice']

it('claimDevice deletes the data of the previous user, except unsent messages and unsaved drafts', () => {
  storeDataOfAlice()
  claimDevice('carol')
  expect(storedKeys()).toEqual([...UNSENT_KEYS, 'kith.user', 'kith.users'])
  expect([localStorage.getItem('kith.user'), localStorage.getItem('kith.users')]).toEqual(['carol', '["carol"]'])
})

it('wipeDevice without a user deletes everything except unsent messages and unsaved drafts', async () => {
  storeDataOfAlice()
  await wipeDevice()
  expect(storedKeys()).toEqual(UNSENT_KEYS)
})

it('wipeDevice for a user who signs out also deletes their unsent messages, but not those of others', async () => {
  storeDataOfAlice()
  localStorage.setItem('kith.unsent.bob', UNSENT)
  localStorage.removeItem('kith.draft.alice.unsaved') // Signing out deletes all drafts first.
  await wipeDevice('alice')
  expect(storedKeys()).toEqual(['kith.theme', 'kith.unsent.bob'])
})

it('releaseDevice removes the owner but keeps the user listed, so that the next owner deletes their data', () => {
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

it.each(['{', '"alice"', 'null', '[1]'])(
  'claimDevice succeeds when the stored list of users is invalid: %s',
  (invalid) => {
    localStorage.setItem('kith.users', invalid)
    claimDevice('alice')
    expect(deviceOwner()).toBe('alice')
  },
)

const forbidden = () => {
  throw new DOMException('Storage is forbidden.', 'SecurityError')
}

it.each([
  ['throws', forbidden],
  ['rejects', async () => forbidden()],
  ['never settles', () => new Promise(() => {})],
])('signing in and out works when the storage %s', async (_, use) => {
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
