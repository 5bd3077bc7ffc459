import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { isToSignOut, personOfDevice, signOutLater, takeDevice, watchDevice, wipeDevice } from './device'

/** What all tabs of one browser share; each of them hears of a change by the others. */
const browser = new EventTarget()
const tab = { document: new EventTarget() }

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  })
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
  takeDevice('alice')
  const stop = watchDevice('alice', left)
  happen()
  expect(left).not.toHaveBeenCalled()
  vi.mocked(localStorage).setItem('kith.user', 'bob')
  happen()
  expect(left).toHaveBeenCalledOnce()
  stop()
  happen()
  expect(left).toHaveBeenCalledOnce()
})

it.each(['{', '"alice"', 'null', '[1]'])('takes a device whose storage holds rubbish: %s', (rubbish) => {
  localStorage.setItem('kith.users', rubbish)
  takeDevice('alice')
  expect(personOfDevice()).toBe('alice')
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
  vi.stubGlobal('caches', { open: use, has: use, delete: use })
  vi.stubGlobal('localStorage', { getItem: forbidden, setItem: forbidden })
  vi.stubGlobal('indexedDB', { open: forbidden })
  const all = Promise.all([isToSignOut(), signOutLater(), wipeDevice()])
  await vi.runAllTimersAsync()
  expect((await all)[0]).toBe(false)
  takeDevice('alice')
  vi.useRealTimers()
})
