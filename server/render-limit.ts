import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { limitConcurrency } from '@/lib/concurrency'
import { isAppError } from '@/lib/errors'
import { clientAddress } from './client-address'
import { sendError } from './error-responses'

/** Rendering occupies the event loop that also serves sends, which wait for as many pages as are rendered at once. */
const MAX_PAGES = 3
/** Endpoints through Next cost a fraction of a page. Writes may take long without costing anything, so reads do not wait for them. */
const MAX_READS = 8
const MAX_WRITES = 8
const MAX_QUEUED = 500
/** A request counts for so long at most: what is answered by then waits only for a slow reader. */
const MAX_MS = 1000
/** Is to say how the process is while others wait. */
const HEALTH = '/api/health'
/** Without a way back up, which would lead to a page after all. */
const NOT_A_PAGE = /^\/(api|_next\/static)\/(?!.*(?:\.|%2e){2})/i

/**
 * Returns what limits how many pages, reads and writes Next serves at once. Scripts pass, and so does a request whose body
 * is still on its way, which must not keep anybody waiting. Beyond the queue it answers 503.
 */
export function createRenderLimit({ maxMs = MAX_MS } = {}) {
  const pages = limitConcurrency({ max: MAX_PAGES, maxQueued: MAX_QUEUED })
  const reads = limitConcurrency({ max: MAX_READS, maxQueued: MAX_QUEUED })
  const writes = limitConcurrency({ max: MAX_WRITES, maxQueued: MAX_QUEUED })

  const limitOf = async (request: IncomingMessage) => {
    const [path = ''] = (request.url ?? '/').split('?', 1)
    if (path === HEALTH) return undefined
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      await nextTurn() // A body that came with its headers has been taken in by then.
      return request.complete ? writes : undefined
    }
    const folder = NOT_A_PAGE.exec(path)?.[1]
    if (folder === undefined) return pages
    return folder === 'api' ? reads : undefined
  }

  return async (request: IncomingMessage, response: ServerResponse, render: () => Promise<void>): Promise<void> => {
    const limit = await limitOf(request)
    if (!limit) return render()
    let release: () => void
    try {
      release = await limit.acquire(clientAddress(request))
    } catch (error) {
      return refuseBusy(error, response)
    }
    await nextTurn() // What has arrived meanwhile comes first: many cheap requests in a row would let nothing in.
    if (response.destroyed) return release() // The client gave up while it waited.
    const timer = setTimeout(release, maxMs).unref()
    response.once('close', () => {
      clearTimeout(timer)
      release()
    })
    await render()
  }
}

function refuseBusy(error: unknown, response: ServerResponse) {
  if (!isAppError(error)) throw error
  if (!response.destroyed) sendError(response, 503, { 'Retry-After': `${error.retryAfterSeconds}` })
}
