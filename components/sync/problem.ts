/** A failed call. `status` is 0 when there was no response. */
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

/** Returns the problem of a response, whatever its body is. */
export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => undefined)
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const text = (value: unknown, otherwise: string) => (typeof value === 'string' ? value : otherwise)
  return new Problem(
    response.status,
    text(fields.code, 'internal'),
    text(fields.detail, 'Something went wrong. Try again.'),
    fieldErrors(fields.errors),
    retryAfterSeconds(response.headers),
  )
}

/** Whether the same call would be refused again. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof Problem && error.status >= 400 && error.status < 500 && !PASSING.includes(error.status)

/** Statuses that may succeed later. */
const PASSING = [408, 425, 429]

/** Parses Retry-After, which may be a date. */
function retryAfterSeconds(headers: Headers): number | undefined {
  const asked = headers.get('retry-after') ?? ''
  const untilThen = (Date.parse(asked) - Date.parse(headers.get('date') ?? '')) / 1000
  const seconds = Number(asked) || untilThen
  return seconds > 0 ? Math.ceil(seconds) : undefined
}

const fieldErrors = (errors: unknown): Record<string, string> =>
  typeof errors === 'object' && errors !== null
    ? Object.fromEntries(Object.entries(errors).map(([field, message]) => [field, String(message)]))
    : {}
