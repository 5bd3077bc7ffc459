import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { limitConcurrency } from '@/lib/concurrency'
import { isAppError } from '@/lib/errors'
import { clientAddress } from './client-address'
import { sendError } from './error-responses'

/** Rendering blocks the event loop, which also serves sends, so a send waits for all pages being rendered. */
const MAX_PAGES = 3
/** Endpoints in Next cost a fraction of a page. Reads do not wait for writes, which may take long without using the CPU. */
const MAX_READS = 8
const MAX_WRITES = 8
const MAX_QUEUED = 500
/** Maximum time for which a request counts; after it, the response is only waiting for a slow client. */
const MAX_COUNTED_MS = 1000
/** Never waits, so that it reports the state of a busy process. */
const HEALTH_PATH = '/api/health'
/** Paths that are no pages. A path with `..` does not match, because it may resolve to a page. */
const NOT_A_PAGE = /^\/(api|_next\/static)\/(?!.*(?:\.|%2e){2})/i

/**
 * Returns a function that limits how many pages, reads and writes Next serves at once. Not limited are scripts and
 * requests whose body has not fully arrived, since those would block others. Responds 503 when the queue is full.
 */
export function createRenderLimit({ maxMs = MAX_COUNTED_MS } = {}) {
  const pages = limitConcurrency({ max: MAX_PAGES, maxQueued: MAX_QUEUED })
  const reads = limitConcurrency({ max: MAX_READS, maxQueued: MAX_QUEUED })
  const writes = limitConcurrency({ max: MAX_WRITES, maxQueued: MAX_QUEUED })

  const limitOf = async (request: IncomingMessage) => {
    const [path = ''] = (request.url ?? '/').split('?', 1)
    if (path === HEALTH_PATH) return undefined
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      await nextTurn() // By then a body that arrived with its headers has been read.
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
    await nextTurn() // Let the event loop read other requests: many cheap requests in a row would block them.
    if (response.destroyed) return release() // The client closed the connection while it waited.
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
