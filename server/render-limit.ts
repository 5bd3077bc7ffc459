import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { limitConcurrency } from '@/lib/concurrency'
import { isAppError } from '@/lib/errors'
import { vouchedAddress } from './addresses'

/** Rendering occupies the event loop that also serves sends, which wait for as many pages as are rendered at once. */
const MAX_PAGES = 3
const MAX_QUEUED = 500
/** A page counts for so long at most: what is rendered by then waits only for a slow reader. */
const MAX_MS = 1000
/** Without a way back up, which would lead to a page after all. */
const NOT_A_PAGE = /^\/(?:api|_next\/static)\/(?!.*(?:\.|%2e){2})/i

/** Returns what limits how many pages are rendered at once; all other requests pass. Beyond the queue it answers 503. */
export function createRenderLimit({ maxMs = MAX_MS } = {}) {
  const limit = limitConcurrency({ max: MAX_PAGES, maxQueued: MAX_QUEUED })
  return async (request: IncomingMessage, response: ServerResponse, render: () => Promise<void>): Promise<void> => {
    if (!isPage(request)) return render()
    let release: () => void
    try {
      release = await limit.acquire(vouchedAddress(request))
    } catch (error) {
      return refuseBusy(error, response)
    }
    if (response.destroyed) return release() // The client gave up while it waited.
    const timer = setTimeout(release, maxMs).unref()
    response.once('close', () => {
      clearTimeout(timer)
      release()
    })
    await render()
  }
}

const isPage = ({ method, url = '/' }: IncomingMessage) =>
  (method === 'GET' || method === 'HEAD') && !NOT_A_PAGE.test(url.split('?', 1)[0] ?? '')

function refuseBusy(error: unknown, response: ServerResponse) {
  if (!isAppError(error)) throw error
  if (response.destroyed) return
  response
    .writeHead(error.status, {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      'Retry-After': `${error.retryAfterSeconds}`,
    })
    .end(`${error.message}\n`)
}
