// The service worker. `BUILD` stands above, written by the route that serves it.
const SHELL = '/offline'
const CACHE = `kith-shell-${BUILD}`
const TO_SIGN_OUT = 'kith-signed-out'
const WHOSE = '/signed-out'

self.addEventListener('install', (event) => event.waitUntil(keepShell()))
self.addEventListener('activate', (event) => event.waitUntil(takeOver()))
self.addEventListener('message', ({ data }) => data === 'take over' && self.skipWaiting())
self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (pathname.startsWith('/_next/static/')) event.respondWith(asset(request))
})

/** The shell is nobody's page, so it is fetched as nobody; with every file it names. */
async function keepShell() {
  const response = await fetch(SHELL, { credentials: 'omit', cache: 'no-store' })
  if (!response.ok) throw new Error(`The offline page came as ${response.status}.`)
  const files = (await response.clone().text()).match(/\/_next\/static\/[^"'\\\s)]+/g) ?? []
  const cache = await caches.open(CACHE)
  await cache.addAll([...new Set(files)])
  await cache.put(SHELL, response)
}

async function takeOver() {
  const names = await caches.keys()
  await Promise.all(
    names.filter((name) => name.startsWith('kith-shell-') && name !== CACHE).map((name) => caches.delete(name)),
  )
  await self.clients.claim()
}

async function page(request) {
  try {
    if (await caches.has(TO_SIGN_OUT).catch(() => false)) await endSession()
    return await fetch(request)
  } catch {
    return (await kept(SHELL)) ?? Response.error()
  }
}

/** Built files are named by what is in them, so one that was fetched once stays right for ever. */
async function asset(request) {
  const known = await kept(request)
  if (known) return known
  const response = await fetch(request)
  if (response.ok) {
    const copy = response.clone()
    caches
      .open(CACHE)
      .then((cache) => cache.put(request, copy))
      .catch(() => {}) // The disk is full: it is fetched each time.
  }
  return response
}

/** Undefined also where the storage has failed: the network is there all the same. */
const kept = (request) => caches.match(request).catch(() => undefined)

/**
 * Somebody signed out while the server was out of reach: it learns of it before it shows anything again. Refused with 409
 * the session is somebody else's by now, and goes on.
 */
async function endSession() {
  const whose = await (await caches.match(WHOSE, { cacheName: TO_SIGN_OUT }))?.text()
  const { csrfToken } = await (await fetch('/api/auth/csrf')).json()
  const body = new URLSearchParams({ csrfToken, json: 'true', callbackUrl: '/sign-in' })
  const headers = whose === undefined ? {} : { 'kith-viewer': whose }
  const response = await fetch('/api/auth/signout', { method: 'POST', body, headers })
  if (response.ok || response.status === 409) await caches.delete(TO_SIGN_OUT)
}
