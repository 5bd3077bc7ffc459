const statusOf = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  timed_out: 408,
  conflict: 409,
  too_large: 413,
  invalid: 422,
  rate_limited: 429,
  unavailable: 503,
} as const

export type ErrorKind = keyof typeof statusOf

/** Value of Retry-After when the server is busy. */
const BUSY_RETRY_SECONDS = 2

const BRAND = Symbol.for('kith.AppError')

interface Details {
  /** Messages by field name. */
  errors?: Record<string, string>
  retryAfterSeconds?: number
  cause?: unknown
}

/** An expected error. `kind` decides the HTTP status; `code` is a stable identifier that clients may rely on. */
export class AppError extends Error {
  readonly [BRAND] = true
  readonly errors: Record<string, string> | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    details: Details = {},
  ) {
    super(message, { cause: details.cause })
    this.errors = details.errors
    this.retryAfterSeconds = details.retryAfterSeconds
  }

  get status() {
    return statusOf[this.kind]
  }
}

/** Error for a call that is refused because too many calls are queued. */
export const busy = () =>
  new AppError('unavailable', 'busy', 'The server is busy. Try again in a few seconds.', {
    retryAfterSeconds: BUSY_RETRY_SECONDS,
  })

export const unauthenticated = () => new AppError('unauthenticated', 'unauthenticated', 'Sign in first.')

/** Recognises an AppError of both bundles. The server and Next each have a copy of the class; `instanceof` fails. */
export const isAppError = (error: unknown): error is AppError =>
  typeof error === 'object' && error !== null && BRAND in error
