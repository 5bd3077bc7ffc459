import { expect, type Page } from '@playwright/test'

/** Resolves when the service worker is active and the state on the screen is stored on the device. */
export async function expectStored(page: Page, conversationId: string) {
  await page.evaluate(() => navigator.serviceWorker.ready)
  await expect
    .poll(() =>
      page.evaluate(async (id) => {
        const [{ name = '' } = {}] = (await indexedDB.databases()).filter((known) => known.name?.startsWith('kith.'))
        if (name === '' || !navigator.serviceWorker.controller) return []
        const keys = await new Promise<IDBValidKey[]>((resolve, reject) => {
          const opening = indexedDB.open(name)
          opening.onerror = () => reject(opening.error)
          opening.onsuccess = () => {
            const db = opening.result
            const request = db.transaction('state').objectStore('state').getAllKeys()
            request.onsuccess = () => {
              db.close()
              resolve(request.result)
            }
          }
        })
        return keys.filter((key) => String(key).includes(id) || key === 'me').sort()
      }, conversationId),
    )
    .toEqual([`conversation,${conversationId}`, 'me', `messages,${conversationId}`])
}
