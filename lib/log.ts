import 'server-only'

type Level = 'info' | 'warn' | 'error'

/** Longer texts are cut here. A stack trace has its most important lines at the top. */
const MAX_TEXT_LENGTH = 8000
const MAX_ARRAY_ITEMS = 100

/** Characters that JSON does not escape but a terminal interprets: controls, line ends, bidi controls. */
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\p{Cf}]/gu

/** Writes one event to the operator's log: one line of JSON on stderr, with the causes of the error. */
function write(level: Level, event: string, error?: unknown, facts?: Record<string, unknown>) {
  const line = {
    time: new Date().toISOString(),
    level,
    event,
    ...facts,
    ...(error === undefined ? {} : { error: serializeError(error) }),
  }
  process.stderr.write(`${toJsonLine(line)}\n`)
}

export const log = {
  info: (event: string, facts?: Record<string, unknown>) => write('info', event, undefined, facts),
  warn: (event: string, error?: unknown, facts?: Record<string, unknown>) => write('warn', event, error, facts),
  error: (event: string, error?: unknown, facts?: Record<string, unknown>) => write('error', event, error, facts),
}

function toJsonLine(line: object): string {
  const seen = new Set<unknown>()
  const json = JSON.stringify(line, (_, value: unknown) => {
    if (typeof value === 'bigint') return String(value)
    if (typeof value === 'string') return truncate(value)
    if (typeof value !== 'object' || value === null) return value
    if (seen.has(value)) return '(shown above)'
    seen.add(value)
    if (value instanceof Error) return serializeError(value)
    return Array.isArray(value) ? value.slice(0, MAX_ARRAY_ITEMS) : value
  })
  return json.replace(UNPRINTABLE, escapeUnits)
}

const truncate = (text: string) => (text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH)}…` : text)

const escapeUnits = (text: string) =>
  text.replaceAll(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** Leaves out the parameters of a failed query, which are user content; drizzle puts them into message and stack. */
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error)
  return {
    ...('query' in error ? { query: error.query } : { message: error.message, stack: error.stack }),
    ...(error.cause === undefined ? {} : { cause: serializeError(error.cause) }),
  }
}
