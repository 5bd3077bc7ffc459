import { ApiError } from './api-error'
import { MAX_REQUEST_CLOCK_SKEW_SECONDS } from './protocol-limits'
import { type AppCredentials, md5, requestSignature, sameText } from './signatures'

export type Query = ReadonlyMap<string, string>

/** Parses the query with parameter names in lower case, as they are signed (HTTP API, "Authentication"). */
export function readQuery(search: string): Query {
  return new Map([...new URLSearchParams(search)].map(([name, value]) => [name.toLowerCase(), value]))
}

/**
 * Verifies the signature before any of the body is read; throws ApiError 401. The signature covers `body_md5`, which
 * `checkBody` compares with the body.
 */
export function checkRequest(app: AppCredentials, method: string, path: string, query: Query): void {
  if (!sameText(app.key, query.get('auth_key') ?? '')) throw new ApiError(401, 'Unknown auth_key')
  if (query.get('auth_version') !== '1.0') throw new ApiError(401, 'auth_version must be 1.0')
  checkTimestamp(query.get('auth_timestamp') ?? '')
  const expected = requestSignature(app.secret, method, path, query)
  if (!sameText(expected, query.get('auth_signature') ?? '')) throw new ApiError(401, 'Invalid auth_signature')
}

function checkTimestamp(timestamp: string): void {
  const skewSeconds = Math.abs(Date.now() / 1000 - Number(timestamp))
  if (/^\d{1,12}$/.test(timestamp) && skewSeconds <= MAX_REQUEST_CLOCK_SKEW_SECONDS) return
  throw new ApiError(401, `auth_timestamp must be within ${MAX_REQUEST_CLOCK_SKEW_SECONDS} seconds of the server time`)
}

/** Throws ApiError 401 unless the body is the one that was signed. */
export function checkBody(query: Query, body: Buffer): void {
  if (body.length === 0 && !query.has('body_md5')) return
  if (!sameText(md5(body), query.get('body_md5') ?? '')) throw new ApiError(401, 'Invalid body_md5')
}
