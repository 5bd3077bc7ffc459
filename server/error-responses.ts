import 'server-only'
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { PROBLEM_TYPE, problemDocument } from '@/lib/http/problem'

/** Code, explanation and remedy for each status of a request that reaches neither a page nor an endpoint. */
const ERRORS = {
  400: ['malformed', 'This address or request is broken.', 'Check the address, or go back and try again.'],
  404: ['not_found', 'There is nothing here.', 'Check the address.'],
  405: ['method_not_allowed', 'This cannot be asked for in that way.', 'Go back and try again.'],
  408: ['timeout', 'The request took too long.', 'Try again.'],
  414: ['address_too_long', 'This address is too long.', 'Use a shorter one.'],
  417: ['expectation_failed', 'The request expects something that is not done here.', 'Go back and try again.'],
  431: [
    'headers_too_large',
    'The browser sent more than Kith reads, most likely too many cookies.',
    'Delete the cookies of this site in the browser’s settings, then load the page again.',
  ],
  500: ['internal', 'Something went wrong here.', 'Try again in a moment.'],
  501: ['not_implemented', 'This cannot be asked for in that way.', 'Go back and try again.'],
  503: ['busy', 'The server is busy.', 'Try again in a moment.'],
} as const

export type ErrorStatus = keyof typeof ERRORS

/** Responds with an HTML page, or with a problem document below /api, and closes the connection. */
export function sendError(response: ServerResponse, status: ErrorStatus, more: Record<string, string> = {}) {
  if (response.headersSent) return void response.destroy()
  const { headers, body } = errorResponse(status, response.req?.url?.startsWith('/api/') ?? false)
  response.writeHead(status, { ...headers, Connection: 'close', ...more }).end(body)
}

/** Writes the HTML error response to a socket whose request could not be parsed, and ends it. */
export function sendHttpErrorOnSocket(socket: Duplex, status: ErrorStatus) {
  const { headers, body } = errorResponse(status, false)
  const lines = Object.entries({ ...headers, Connection: 'close' }).map(([name, value]) => `${name}: ${value}`)
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'))
}

/** The body of a problem document for a method that a path does not have. */
export const METHOD_NOT_ALLOWED = JSON.stringify(problemDocument(405, ERRORS[405][0], ERRORS[405][1]))

function errorResponse(status: ErrorStatus, isApi: boolean) {
  const [code, detail, remedy] = ERRORS[status]
  const body = isApi ? JSON.stringify(problemDocument(status, code, detail)) : page(detail, remedy)
  const headers = {
    'Content-Type': isApi ? PROBLEM_TYPE : 'text/html; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
  }
  return { headers, body }
}

const page = (detail: string, remedy: string) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Kith</title>
<style>
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 32rem; margin: 20vh auto 0; padding: 0 1.5rem }
h1 { font-size: 1.25rem }
</style>
<h1>${detail}</h1>
<p>${remedy}
<p><a href="/messages">Go to your messages</a>
`

/** Returns the status for an error of Node's HTTP parser. */
export function parserErrorStatus(error: Error & { code?: string; rawPacket?: Buffer }): ErrorStatus {
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return /^[A-Z]+ \S{8000}/.test(error.rawPacket?.toString('latin1') ?? '') ? 414 : 431
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 408
    default:
      return 400
  }
}

const MAX_URL_LENGTH = 8000
const MAX_HEADERS = 100
const METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'])

/** Returns the error status of a request that no handler should receive, or undefined when it is acceptable. */
export function requestErrorStatus({ method = '', url = '', rawHeaders }: IncomingMessage): ErrorStatus | undefined {
  if (url.length > MAX_URL_LENGTH) return 414
  if (rawHeaders.length > MAX_HEADERS * 2) return 431
  if (!METHODS.has(method)) return 501
  return isPath(url) ? undefined : 400
}

function isPath(url: string) {
  if (!url.startsWith('/')) return false
  try {
    return !decodeURIComponent(url.split('?', 1)[0] ?? '').includes('\0') // The query is validated by its endpoint.
  } catch {
    return false
  }
}
