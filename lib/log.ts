import 'server-only'

type Level = 'info' | 'warn' | 'error'

/** Longer texts in a line end here: a stack has its cause at its top. */
const TEXT_LENGTH_MAX = 8000
const FACTS_MAX = 100

/** What JSON leaves as it is and a terminal or a reader of lines does not: controls, line ends, turns of direction. */
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\p{Cf}]/gu

/** The one way to the host's log: a line of JSON an event, on stderr, with the error's causes. */
function write(level: Level, event: string, error?: unknown, facts?: Record<string, unknown>) {
  const line = {
    time: new Date().toISOString(),
    level,
    event,
    ...facts,
    ...(error === undefined ? {} : { error: told(error) }),
  }
  process.stderr.write(`${inOneLine(line)}\n`)
}

export const log = {
  info: (event: string, facts?: Record<string, unknown>) => write('info', event, undefined, facts),
  warn: (event: string, error?: unknown, facts?: Record<string, unknown>) => write('warn', event, error, facts),
  error: (event: string, error?: unknown, facts?: Record<string, unknown>) => write('error', event, error, facts),
}

function inOneLine(line: object): string {
  const seen = new Set<unknown>()
  const json = JSON.stringify(line, (_, value: unknown) => {
    if (typeof value === 'bigint') return String(value)
    if (typeof value === 'string') return bounded(value)
    if (typeof value !== 'object' || value === null) return value
    if (seen.has(value)) return '(told above)'
    seen.add(value)
    if (value instanceof Error) return told(value)
    return Array.isArray(value) ? value.slice(0, FACTS_MAX) : value
  })
  return json.replace(UNPRINTABLE, escaped)
}

const bounded = (text: string) => (text.length > TEXT_LENGTH_MAX ? `${text.slice(0, TEXT_LENGTH_MAX)}…` : text)

const escaped = (text: string) =>
  text.replaceAll(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** A failed query is told without its parameters, which drizzle puts into message and stack: people wrote them. */
function told(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error)
  return {
    ...('query' in error ? { query: error.query } : { message: error.message, stack: error.stack }),
    ...(error.cause === undefined ? {} : { cause: told(error.cause) }),
  }
}
