import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openDeviceStore, type StoredOutboxItem } from './device-store'
import { FakeBrowser, type Fault } from './fake-indexed-db'

let browser: FakeBrowser

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  browser = new FakeBrowser()
  for (const [name, value] of Object.entries(browser.globals())) vi.stubGlobal(name, value)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const messageOf = (clientId: string): StoredOutboxItem => ({
  clientId,
  conversationId: 'c',
  body: clientId,
  replyTo: null,
  createdAt: '',
  tabId: 't',
  tried: false,
})

/** What the work results in, and the time that it took. */
async function timed<T>(work: Promise<T>): Promise<{ result: T; ms: number }> {
  let ms = 0
  let settled: { result: T } | undefined
  void work.then((result) => {
    settled = { result }
  })
  while (!settled) {
    await vi.advanceTimersByTimeAsync(settled ? 0 : 10)
    if (settled) break
    ms += 10
    if (ms > 60_000) throw new Error('It is waited for without end.')
  }
  return { ...settled, ms }
}

it('keeps, forgets and claims', async () => {
  const store = openDeviceStore('alice')
  expect(await store.keepUnsent(messageOf('a'))).toBe(true)
  expect(await store.keepUnsent(messageOf('b'))).toBe(true)
  await store.forgetUnsent('a')
  expect(await openDeviceStore('alice').unsent()).toEqual([messageOf('b')])
  expect([await store.claim('n1'), await store.claim('n1')]).toEqual([true, false])
})

const FAULTS: Fault[] = [
  'open throws',
  'open fails',
  'open never answers',
  'writes fail',
  'commits fail',
  'writes never answer',
]

it.each(FAULTS)('says so soon, and refuses nothing, when %s', async (fault) => {
  browser.fault = fault
  const store = openDeviceStore('alice')
  const first = await timed(store.keepUnsent(messageOf('a')))
  expect(first.result).toBe(false)
  expect(first.ms).toBeLessThanOrEqual(1000)
  const second = await timed(store.keepUnsent(messageOf('b')))
  expect(second).toEqual({ result: false, ms: 0 }) // Nobody waits twice for a device that does not answer.
  expect((await timed(store.claim('n1'))).result).toBe(true)
  expect((await timed(store.forgetUnsent('a'))).result).toBeUndefined()
  expect((await timed(store.unsent())).result).toEqual([])
  expect((await timed(store.states())).result).toEqual([])
  await timed(store.keepStates([{ key: ['me'], data: {}, cursor: 1 }]))
  store.close()
})

it('goes on in memory where there is no IndexedDB at all', async () => {
  vi.stubGlobal('indexedDB', undefined)
  const store = openDeviceStore('alice')
  expect(await timed(store.keepUnsent(messageOf('a')))).toEqual({ result: false, ms: 0 })
  expect(await store.unsent()).toEqual([])
  expect(await store.claim('n1')).toBe(true)
})

it.each(['close', 'unsaid'] as const)('opens the database again that the browser has closed: %s', async (how) => {
  const store = openDeviceStore('alice')
  await store.keepUnsent(messageOf('a'))
  browser.closeConnection(how)
  expect(await store.keepUnsent(messageOf('b'))).toBe(true)
  expect(await store.unsent()).toEqual([messageOf('a'), messageOf('b')])
})

it('never again opens what another tab deletes or upgrades', async () => {
  const store = openDeviceStore('alice')
  await store.keepUnsent(messageOf('a'))
  browser.closeConnection('versionchange')
  expect(await store.keepUnsent(messageOf('b'))).toBe(false)
  expect([...(browser.stores.get('outbox')?.keys() ?? [])]).toEqual(['a'])
})

it('keeps again once the device does', async () => {
  const store = openDeviceStore('alice')
  for (const fault of ['writes fail', 'open fails', 'commits fail'] as const) {
    browser.fault = fault
    browser.closeConnection('close')
    expect(await store.keepUnsent(messageOf(fault))).toBe(false)
    browser.fault = 'none'
    expect(await store.keepUnsent(messageOf(`${fault} no more`))).toBe(true)
  }
})

it('keeps what was written while the database was being opened, as soon as it is open', async () => {
  const open: (() => void)[] = []
  const { indexedDB } = browser.globals()
  vi.stubGlobal('indexedDB', {
    open() {
      const request = new EventTarget()
      Object.setPrototypeOf(request, IDBRequest.prototype)
      open.push(() => {
        const real = indexedDB.open()
        real.addEventListener('success', () => {
          Object.assign(request, { result: real.result })
          request.dispatchEvent(new Event('success'))
        })
      })
      return request
    },
  })
  const store = openDeviceStore('alice')
  expect((await timed(store.keepUnsent(messageOf('a')))).result).toBe(false)
  open.pop()?.()
  expect(await store.unsent()).toEqual([messageOf('a')])
  expect(await store.keepUnsent(messageOf('b'))).toBe(true)
})
