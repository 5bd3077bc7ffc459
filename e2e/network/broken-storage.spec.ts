import { expect } from '@playwright/test'
import { en } from '@/components/strings/en'
import { befriend } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

/** Storage faults; each function runs in the page before any script. */
const BROKEN: Record<string, () => void> = {
  'IndexedDB throws': () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('Forbidden.', 'SecurityError')
    }
  },
  'there is no IndexedDB': () => {
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined })
  },
  'IndexedDB never answers': () => {
    const { open } = IDBFactory.prototype
    const holding: IDBOpenDBRequest[] = []
    IDBFactory.prototype.open = function (name) {
      holding.push(open.call(this, name, 1))
      return open.call(this, name, 9) // Blocked for ever by the open connection.
    }
  },
  'IndexedDB of a newer version is there': () => {
    const { open } = IDBFactory.prototype
    IDBFactory.prototype.open = function (name) {
      open.call(this, name, 9).onsuccess = ({ target }) => (target as IDBOpenDBRequest).result.close()
      return open.call(this, name, 1)
    }
  },
  'the disk is full': () => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('Full.', 'QuotaExceededError')
    }
    Storage.prototype.setItem = () => {
      throw new DOMException('Full.', 'QuotaExceededError')
    }
  },
  'every database connection is closed': () => {
    IDBDatabase.prototype.transaction = () => {
      throw new DOMException('Closed.', 'InvalidStateError')
    }
  },
  'all storage is forbidden': () => {
    const forbid = () => {
      throw new DOMException('Forbidden.', 'SecurityError')
    }
    for (const name of ['indexedDB', 'localStorage', 'sessionStorage', 'caches'])
      Object.defineProperty(globalThis, name, { get: forbid })
    globalThis.BroadcastChannel = class {
      constructor() {
        forbid()
      }
    } as unknown as typeof BroadcastChannel
    LockManager.prototype.request = () => Promise.reject(new DOMException('Forbidden.', 'SecurityError'))
    LockManager.prototype.query = () => Promise.reject(new DOMException('Forbidden.', 'SecurityError'))
    Object.defineProperty(crypto, 'randomUUID', { value: undefined })
  },
}

for (const [how, breakStorage] of Object.entries(BROKEN))
  test(`messages are sent and received when ${how}`, async ({ alice, bob }) => {
    await befriend(alice, bob)
    const failures: Error[] = []
    alice.page.on('pageerror', (error) => failures.push(error))
    await alice.context.addInitScript(breakStorage)
    await alice.openChat(bob)
    await bob.openChat(alice)
    await alice.chat.send('Without a disk')
    await expect(bob.chat.message('Without a disk')).toBeVisible()
    await expect(alice.chat.state('sending')).toHaveCount(0)
    await bob.chat.send('I hear you')
    await expect(alice.chat.message('I hear you')).toBeVisible()

    await alice.context.setOffline(true)
    await alice.chat.send('Out of reach')
    await expect(alice.chat.row('Out of reach').getByText(en.messages.inTabOnly)).toBeVisible()
    await alice.context.setOffline(false)
    await expect(bob.chat.message('Out of reach')).toBeVisible()
    await expect(alice.page.getByText(en.messages.inTabOnly)).toHaveCount(0)
    expect(failures).toEqual([])
  })

test('the browser asks for confirmation only when closing the tab would lose a message', async ({ alice, bob }) => {
  await befriend(alice, bob)
  const asked: string[] = []
  alice.page.on('dialog', (dialog) => {
    asked.push(dialog.type())
    void dialog.accept()
  })
  await alice.openChat(bob)
  await alice.context.setOffline(true)
  await alice.chat.send('Kept on the device')
  await expect(alice.chat.state('queued')).toBeVisible()
  await alice.context.setOffline(false)
  await expect(alice.chat.state('stored')).toBeVisible()
  await alice.page.reload()
  expect(asked).toEqual([])

  await alice.context.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }))
  await alice.page.reload()
  await alice.chat.expectOpen(bob.user)
  await alice.page.route('**/api/messages/send', (route) => route.abort())
  await alice.chat.send('Kept nowhere')
  await expect(alice.page.getByText(en.messages.inTabOnly)).toBeVisible()
  await alice.page.goto('/friends')
  expect(asked).toEqual(['beforeunload'])
})
