import { Problem, problemOf } from '@/components/sync/problem'
import { viewerHeader } from '@/components/sync/viewer'

/** Signs in through next-auth's callback. Throws Problem, with the code `wrong` for a wrong name or password. */
export async function signIn(username: string, password: string): Promise<void> {
  await postForm('/api/auth/callback/credentials', { username, password })
}

/**
 * Ends the session of that user, or of the shown one, on the server, which also closes its socket. Throws Problem
 * `viewer_changed` when the session is another user's, and leaves it.
 */
export async function signOut(userId?: string): Promise<void> {
  await postForm('/api/auth/signout', {}, viewerHeader(userId))
}

/** Returns the address for signing in with a provider; `next` is the path to return to. */
export const providerAddress = (provider: string, next: string): Promise<string> =>
  postForm(`/api/auth/signin/${provider}`, { callbackUrl: next })

/** Posts the form of next-auth's own pages. Returns the address to which it redirects. */
async function postForm(path: string, fields: Record<string, string>, headers = {}): Promise<string> {
  const { csrfToken } = await answerOf<{ csrfToken: string }>(request('/api/auth/csrf'))
  const body = new URLSearchParams({ ...fields, csrfToken, json: 'true' })
  const { url } = await answerOf<{ url: string }>(request(path, { method: 'POST', body, headers }))
  const { searchParams } = new URL(url, location.href)
  if (searchParams.has('error') || searchParams.has('csrf')) throw new Problem(401, 'refused', url)
  return url
}

async function answerOf<Answer>(asked: Promise<Response>): Promise<Answer> {
  const response = await asked
  if (response.status === 401) throw new Problem(401, 'wrong', 'The username or the password is not right.')
  if (!response.ok) throw await problemOf(response)
  return response.json()
}

const REQUEST_TIMEOUT_MS = 20_000

const request = (path: string, init?: RequestInit) =>
  fetch(path, { ...init, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) }).catch((cause: unknown) => {
    throw new Problem(0, 'unreachable', String(cause))
  })
