import 'server-only'

type Level = 'info' | 'warn' | 'error'

/** The one way to the host's log: a line of JSON an event, on stderr, with the error's causes. */
function write(level: Level, event: string, error?: unknown, facts?: Record<string, unknown>) {
  const line = {
    time: new Date().toISOString(),
    level,
    event,
    ...facts,
    ...(error === undefined ? {} : { error: told(error) }),
  }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}

export const log = {
  info: (event: string, facts?: Record<string, unknown>) => write('info', event, undefined, facts),
  warn: (event: string, error?: unknown, facts?: Record<string, unknown>) => write('warn', event, error, facts),
  error: (event: string, error?: unknown, facts?: Record<string, unknown>) => write('error', event, error, facts),
}

/** A failed query is told without its parameters, which drizzle puts into message and stack: people wrote them. */
function told(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error)
  return {
    ...('query' in error ? { query: error.query } : { message: error.message, stack: error.stack }),
    ...(error.cause === undefined ? {} : { cause: told(error.cause) }),
  }
}
