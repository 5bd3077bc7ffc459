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

/** Returns the result of `work` and how many ms it took. */
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
    if (ms > 60_000) throw new Error('The work did not end within 60 s.')
  }
  return { ...settled, ms }
}

it('a device store stores and deletes unsent messages, and grants each claim once', async () => {
  const store = openDeviceStore('alice')
  expect(await store.putUnsent(messageOf('a'))).toBe(true)
  expect(await store.putUnsent(messageOf('b'))).toBe(true)
  await store.deleteUnsent('a')
  expect(await openDeviceStore('alice').listUnsent()).toEqual([messageOf('b')])
  expect([await store.claim('n1'), await store.claim('n1')]).toEqual([true, false])
})

const FAULTS: Fault[] = [
  'open throws',
  'open fails',
  'open never settles',
  'writes fail',
  'commits fail',
  'writes never settle',
]

it.each(FAULTS)('no call rejects or waits for more than a second to store a message when %s', async (fault) => {
  browser.fault = fault
  const store = openDeviceStore('alice')
  const first = await timed(store.putUnsent(messageOf('a')))
  expect(first.result).toBe(false)
  expect(first.ms).toBeLessThanOrEqual(1000)
  const second = await timed(store.putUnsent(messageOf('b')))
  expect(second).toEqual({ result: false, ms: 0 }) // A device that did not respond is not waited for again.
  expect((await timed(store.claim('n1'))).result).toBe(true)
  expect((await timed(store.deleteUnsent('a'))).result).toBeUndefined()
  expect((await timed(store.listUnsent())).result).toEqual([])
  expect((await timed(store.listQueries())).result).toEqual([])
  await timed(store.putQueries([{ key: ['me'], data: {}, cursor: 1 }]))
  store.close()
})

it('putUnsent returns false and claims are granted when there is no IndexedDB', async () => {
  vi.stubGlobal('indexedDB', undefined)
  const store = openDeviceStore('alice')
  expect(await timed(store.putUnsent(messageOf('a')))).toEqual({ result: false, ms: 0 })
  expect(await store.listUnsent()).toEqual([])
  expect(await store.claim('n1')).toBe(true)
})

it.each(['close', 'silent'] as const)('a database that the browser closed is opened again: %s', async (how) => {
  const store = openDeviceStore('alice')
  await store.putUnsent(messageOf('a'))
  browser.closeConnection(how)
  expect(await store.putUnsent(messageOf('b'))).toBe(true)
  expect(await store.listUnsent()).toEqual([messageOf('a'), messageOf('b')])
})

it('a database that another tab deletes or upgrades is not opened again', async () => {
  const store = openDeviceStore('alice')
  await store.putUnsent(messageOf('a'))
  browser.closeConnection('versionchange')
  expect(await store.putUnsent(messageOf('b'))).toBe(false)
  expect([...(browser.stores.get('outbox')?.keys() ?? [])]).toEqual(['a'])
})

it('messages are stored again after a storage fault ends', async () => {
  const store = openDeviceStore('alice')
  for (const fault of ['writes fail', 'open fails', 'commits fail'] as const) {
    browser.fault = fault
    browser.closeConnection('close')
    expect(await store.putUnsent(messageOf(fault))).toBe(false)
    browser.fault = 'none'
    expect(await store.putUnsent(messageOf(`${fault} no more`))).toBe(true)
  }
})

it('a message that was put while the database was opening is stored once it is open', async () => {
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
  expect((await timed(store.putUnsent(messageOf('a')))).result).toBe(false)
  open.pop()?.()
  expect(await store.listUnsent()).toEqual([messageOf('a')])
  expect(await store.putUnsent(messageOf('b'))).toBe(true)
})
