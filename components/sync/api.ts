import { wipeDevice } from '@/components/offline/device-owner'
import { learnServerTime } from '@/components/server-time'
import { VIEWER_CHANGED } from '@/lib/session/rules'
import { Problem, problemOf } from './problem'
import { setAppBadge } from './set-app-badge'
import { reloadTab, saveUnsentText, viewerHeader } from './viewer'

interface Call {
  method?: string
  body?: object
  /** Sent as form fields instead of a body. */
  form?: Record<string, string>
  /** Sent unchanged instead of a body. */
  file?: Blob
  /** Completes even if the page is closed meanwhile. */
  keepalive?: boolean
}

/** A slower response counts as lost, because a connection can break silently. */
const CALL_TIMEOUT_MS = 20_000
const UPLOAD_TIMEOUT_MS = 5 * 60_000

/**
 * Calls the server as the user whom this tab shows. Throws Problem. 401 leads to the sign-in page; `viewer_changed`
 * reloads the tab. Resolves with undefined for 204.
 */
async function api<Answer>(path: string, { method = 'GET', body, form, file, keepalive = false }: Call = {}) {
  const askedAt = performance.now()
  const response = await fetch(path, {
    method,
    keepalive,
    signal: AbortSignal.timeout(file ? UPLOAD_TIMEOUT_MS : CALL_TIMEOUT_MS),
    headers: { ...viewerHeader(), ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(form ? { body: new URLSearchParams(form) } : {}),
    ...(file ? { body: file } : {}),
    ...(body ? { body: JSON.stringify(body) } : {}),
  }).catch(unreachable)
  learnServerTime(response.headers, askedAt)
  if (response.status === 401 && !endsHere) leaveForSignIn()
  if (!response.ok) throw await refusal(response)
  // The caller names the type of the response; a truncated one counts as lost.
  return (response.status === 204 ? undefined : await response.json().catch(unreachable)) as Answer
}

async function refusal(response: Response): Promise<Problem> {
  const problem = await problemOf(response)
  if (problem.code === VIEWER_CHANGED) reloadTab()
  return problem
}

function unreachable(): never {
  throw new Problem(0, 'unreachable', 'Kith cannot be reached. Check the connection.')
}

export const get = <Answer>(path: string, query: Record<string, string | number | undefined> = {}) => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(name, String(value))
  return api<Answer>(search.size > 0 ? `${path}?${search}` : path)
}

export const post = <Answer>(path: string, body: object = {}, options: Pick<Call, 'keepalive'> = {}) =>
  api<Answer>(path, { ...options, method: 'POST', body })

export const postForm = <Answer>(path: string, form: Record<string, string>) =>
  api<Answer>(path, { method: 'POST', form })

export const patch = <Answer>(path: string, body: object) => api<Answer>(path, { method: 'PATCH', body })

export const upload = <Answer>(path: string, file: Blob) => api<Answer>(path, { method: 'POST', file })

/** Calls DELETE. */
export const remove = (path: string, options: Pick<Call, 'keepalive'> = {}) =>
  api<void>(path, { ...options, method: 'DELETE' })

let endsHere = false

/** Ends the session from this tab. Calls that find it gone meanwhile lead nowhere: the caller knows where to go on. */
export async function whileEndingSession(end: () => Promise<void>) {
  endsHere = true
  try {
    await end()
    setAppBadge(0)
  } catch (error) {
    endsHere = false
    throw error
  }
}

/** Goes to the sign-in page with a full load, so that nothing of the ended session stays in memory. */
function leaveForSignIn() {
  endsHere = true
  setAppBadge(0)
  const next = `${location.pathname}${location.search}`
  void wipeDevice().finally(() => {
    saveUnsentText()
    location.assign(`/sign-in?next=${encodeURIComponent(next)}`)
  })
}
