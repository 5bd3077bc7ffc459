import { wipeDevice } from '@/components/offline/device-owner'
import { learnServerTime } from '@/components/server-time'
import { VIEWER_CHANGED } from '@/lib/session/rules'
import { Problem, problemOf } from './problem'
import { setAppBadge } from './set-app-badge'
import { reloadTab, saveUnsentText, viewerHeader } from './viewer'

interface Call {
  method?: string
  body?: object
  /** Fields of a form, sent URL-encoded instead of a JSON body. */
  form?: Record<string, string>
  /** Sent as the body, unchanged. */
  file?: Blob
  /** The request survives the unloading of the page. */
  keepalive?: boolean
}

/** A request that takes longer has failed: a lost connection is not always reported. */
const CALL_TIMEOUT_MS = 20_000
const UPLOAD_TIMEOUT_MS = 5 * 60_000

/**
 * Calls the API as the viewer whom this tab shows. Throws Problem. If the session has ended, the browser goes to the
 * sign-in page; if it belongs to another user by now, the tab is reloaded. Returns undefined for an empty response.
 */
async function api<Result>(path: string, { method = 'GET', body, form, file, keepalive = false }: Call = {}) {
  const sentAt = performance.now()
  const response = await fetch(path, {
    method,
    keepalive,
    signal: AbortSignal.timeout(file ? UPLOAD_TIMEOUT_MS : CALL_TIMEOUT_MS),
    headers: { ...viewerHeader(), ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(form ? { body: new URLSearchParams(form) } : {}),
    ...(file ? { body: file } : {}),
    ...(body ? { body: JSON.stringify(body) } : {}),
  }).catch(unreachable)
  learnServerTime(response.headers, sentAt)
  if (response.status === 401 && !isLeaving) goToSignIn()
  if (!response.ok) throw await problemFor(response)
  // Each endpoint declares the type of its response; an incomplete response counts as unreachable.
  return (response.status === 204 ? undefined : await response.json().catch(unreachable)) as Result
}

async function problemFor(response: Response): Promise<Problem> {
  const problem = await problemOf(response)
  if (problem.code === VIEWER_CHANGED) reloadTab()
  return problem
}

function unreachable(): never {
  throw new Problem(0, 'unreachable', 'Kith cannot be reached. Check the connection.')
}

export const get = <Result>(path: string, query: Record<string, string | number | undefined> = {}) => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(name, String(value))
  return api<Result>(search.size > 0 ? `${path}?${search}` : path)
}

export const post = <Result>(path: string, body: object = {}, options: Pick<Call, 'keepalive'> = {}) =>
  api<Result>(path, { ...options, method: 'POST', body })

export const postForm = <Result>(path: string, form: Record<string, string>) =>
  api<Result>(path, { method: 'POST', form })

export const patch = <Result>(path: string, body: object) => api<Result>(path, { method: 'PATCH', body })

export const upload = <Result>(path: string, file: Blob) => api<Result>(path, { method: 'POST', file })

/** Calls an endpoint with the method DELETE. */
export const remove = (path: string, options: Pick<Call, 'keepalive'> = {}) =>
  api<void>(path, { ...options, method: 'DELETE' })

let isLeaving = false

/**
 * Runs `end`, which ends the session from this tab. Meanwhile a 401 does not lead to the sign-in page: the caller shows
 * the next page.
 */
export async function whileEndingSession(end: () => Promise<void>) {
  isLeaving = true
  try {
    await end()
    setAppBadge(0)
  } catch (error) {
    isLeaving = false
    throw error
  }
}

/** Loads the sign-in page with a full page load, so that nothing of the ended session stays in memory. */
function goToSignIn() {
  isLeaving = true
  setAppBadge(0)
  const next = `${location.pathname}${location.search}`
  void wipeDevice().finally(() => {
    saveUnsentText()
    location.assign(`/sign-in?next=${encodeURIComponent(next)}`)
  })
}
