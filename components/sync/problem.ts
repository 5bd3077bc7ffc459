/** The error of a failed call to the API. `status` is the HTTP status, or 0 without a response. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly errors: Record<string, string> = {},
    readonly retryAfterSeconds?: number | undefined,
  ) {
    super(detail)
  }
}

/** Returns the problem that a response reports (RFC 9457), also if its body is not a problem document. */
export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => undefined)
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const text = (value: unknown, fallback: string) => (typeof value === 'string' ? value : fallback)
  return new Problem(
    response.status,
    text(fields.code, 'internal'),
    text(fields.detail, 'Something went wrong. Try again.'),
    fieldErrors(fields.errors),
    retryAfterSeconds(response.headers),
  )
}

/** Returns whether the server refused the call so that a retry would be refused too. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof Problem && error.status >= 400 && error.status < 500 && !TEMPORARY.includes(error.status)

/** Request Timeout, Too Early, Too Many Requests. */
const TEMPORARY = [408, 425, 429]

/** Returns the seconds of Retry-After, which proxies may send as a date (RFC 9110). */
function retryAfterSeconds(headers: Headers): number | undefined {
  const value = headers.get('retry-after') ?? ''
  const untilThen = (Date.parse(value) - Date.parse(headers.get('date') ?? '')) / 1000
  const seconds = Number(value) || untilThen
  return seconds > 0 ? Math.ceil(seconds) : undefined
}

const fieldErrors = (errors: unknown): Record<string, string> =>
  typeof errors === 'object' && errors !== null
    ? Object.fromEntries(Object.entries(errors).map(([field, message]) => [field, String(message)]))
    : {}
