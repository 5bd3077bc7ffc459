// The service worker. The route that serves it prepends the definitions of `BUILD` and `SCRIPTS`.
const SHELL = '/offline'
const CACHE = `kith-shell-${BUILD}`
const SIGN_OUT_CACHE = 'kith-signed-out' // device-owner.ts writes it.
const SIGN_OUT_USER_PATH = '/signed-out'

self.addEventListener('install', (event) => event.waitUntil(cacheShell()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('message', ({ data }) => data === 'take over' && self.skipWaiting())
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(event.notification.data?.path ?? '/'))
})
self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (pathname.startsWith('/_next/static/')) event.respondWith(asset(request))
})

/**
 * Caches the shell, every file it references, and the scripts that screens and dialogs load later. The shell belongs to
 * no user, so it is fetched without cookies.
 */
async function cacheShell() {
  const response = await fetch(SHELL, { credentials: 'omit', cache: 'no-store' })
  if (!response.ok) throw new Error(`The offline page came as ${response.status}.`)
  const files = (await response.clone().text()).match(/\/_next\/static\/[^"'\\\s)]+/g) ?? []
  const cache = await caches.open(CACHE)
  await cache.addAll([...new Set([...files, ...SCRIPTS])])
  await cache.put(SHELL, response)
}

/** Deletes the caches of older builds and takes control of the open pages. */
async function activate() {
  const names = await caches.keys()
  await Promise.all(
    names.filter((name) => name.startsWith('kith-shell-') && name !== CACHE).map((name) => caches.delete(name)),
  )
  await self.clients.claim()
}

async function page(request) {
  try {
    if (await caches.has(SIGN_OUT_CACHE).catch(() => false)) await endSession()
    return await fetch(request)
  } catch {
    return (await cached(SHELL)) ?? Response.error()
  }
}

/** Returns the cached file if there is one: built files have a content hash in their names, so it is never outdated. */
async function asset(request) {
  const known = await cached(request)
  if (known) return known
  const response = await fetch(request)
  if (response.ok) {
    const copy = response.clone()
    caches
      .open(CACHE)
      .then((cache) => cache.put(request, copy))
      .catch(() => {}) // The disk is full: the file is fetched each time.
  }
  return response
}

/** Returns the cached response; undefined also if the cache fails, so that the network is used. */
const cached = (request) => caches.match(request).catch(() => undefined)

/**
 * Ends the session of a user who signed out while the server was unreachable, before any page is requested. A 409 means
 * that the session belongs to another user by now; it stays.
 */
async function endSession() {
  const userId = await (await caches.match(SIGN_OUT_USER_PATH, { cacheName: SIGN_OUT_CACHE }))?.text()
  const { csrfToken } = await (await fetch('/api/auth/csrf')).json()
  const body = new URLSearchParams({ csrfToken, json: 'true', callbackUrl: '/sign-in' })
  const headers = userId === undefined ? {} : { 'kith-viewer': userId }
  const response = await fetch('/api/auth/signout', { method: 'POST', body, headers })
  if (response.ok || response.status === 409) await caches.delete(SIGN_OUT_CACHE)
}

/** Opens a page of Kith in the tab that was used last, or in a new one. */
async function open(path) {
  const [tab] = await clients.matchAll({ type: 'window' }) // In the order of their last focus.
  if (!tab) return clients.openWindow(path)
  await tab.focus().catch(() => {}) // Some browsers allow it only for a short time after the click.
  tab.postMessage({ kind: 'open', path })
}
