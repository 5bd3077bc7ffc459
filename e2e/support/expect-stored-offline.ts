import { expect, type Page } from '@playwright/test'

/** Resolves when the service worker is active and the state on the screen is stored on the device. */
export async function expectStored(page: Page, conversationId: string) {
  await page.evaluate(() => navigator.serviceWorker.ready)
  const keys = async () => (await storedKeys(page)).filter((key) => key.includes(conversationId) || key === 'me').sort()
  await expect.poll(keys).toEqual([`conversation,${conversationId}`, 'me', `messages,${conversationId}`])
}

/** Returns the keys of the queries that are stored on the device; none before the service worker is in control. */
export const storedKeys = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const [{ name = '' } = {}] = (await indexedDB.databases()).filter((known) => known.name?.startsWith('kith.'))
    if (name === '' || !navigator.serviceWorker.controller) return []
    return new Promise<string[]>((resolve, reject) => {
      const opening = indexedDB.open(name)
      opening.onerror = () => reject(opening.error)
      opening.onsuccess = () => {
        const db = opening.result
        const request = db.transaction('state').objectStore('state').getAllKeys()
        request.onsuccess = () => {
          db.close()
          resolve(request.result.map(String))
        }
      }
    })
  })
