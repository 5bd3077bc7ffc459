import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AppError } from '@/lib/errors'
import { bodyAborted, bodyTimedOut, bodyTooLarge, decodeUtf8, maxBodyBytes, parseFields } from './body'
import { requestAddress } from './client-address'
import type { Endpoint, EndpointResponse } from './endpoint'

/** Maximum time between two chunks of a body, and for the whole body. */
const SILENCE_MS = 10_000
const DEADLINE_MS = 45_000

type Params = Record<string, string>
interface Match {
  endpoint: Endpoint
  params: Params
}

/** A UUID or a number. */
const PARAMETER = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{1,15})$/i

/**
 * Returns a handler that serves these endpoints from node:http. It returns false for every other request and leaves it
 * untouched.
 */
export function nodeHandler(endpoints: readonly Endpoint[]) {
  const find = matcher(endpoints)
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const url = request.url ?? '/'
    const mark = url.indexOf('?')
    const hit = find(request.method ?? 'GET', mark < 0 ? url : url.slice(0, mark))
    if (!hit) return false
    void answer(hit, mark < 0 ? '' : url.slice(mark + 1), request, response)
    return true
  }
}

async function answer({ endpoint, params }: Match, query: string, request: IncomingMessage, response: ServerResponse) {
  const header = (name: string) => {
    const value = request.headers[name]
    return Array.isArray(value) ? value.join(', ') : value
  }
  const result = await endpoint.handle({
    params,
    query: query === '' ? [] : parseFields(query),
    address: requestAddress(header),
    header,
    text: async () => decodeUtf8(await bytesOf(request, maxBodyBytes())),
    bytes: (max) => bytesOf(request, max),
  })
  write(result, response)
}

function write({ status, body, bytes, headers }: EndpointResponse, response: ServerResponse) {
  if (response.destroyed) return
  const sent = bytes ?? (body === undefined ? undefined : JSON.stringify(body))
  response.writeHead(status, {
    'cache-control': 'no-store',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(sent === undefined ? {} : { 'content-length': Buffer.byteLength(sent) }),
    ...headers,
  })
  response.end(sent)
}

function bytesOf(request: IncomingMessage, max: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] | undefined = []
    let bytes = 0
    /** Reads and discards the rest of the body, so that the response can still be sent. */
    const refuse = (error: AppError) => {
      chunks = undefined
      clearTimeout(silence)
      clearTimeout(deadline)
      reject(error)
    }
    const silence = setTimeout(() => refuse(bodyTimedOut()), SILENCE_MS)
    const deadline = setTimeout(() => refuse(bodyTimedOut()), DEADLINE_MS)
    request.on('data', (chunk: Buffer) => {
      if (!chunks) return
      silence.refresh()
      bytes += chunk.length
      if (bytes <= max) chunks.push(chunk)
      else refuse(bodyTooLarge())
    })
    request.on('end', () => {
      clearTimeout(silence)
      clearTimeout(deadline)
      if (chunks) resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks))
    })
    const gone = (cause?: unknown) => refuse(bodyAborted(cause))
    request.on('error', gone)
    request.on('close', gone)
    if (request.destroyed) gone() // It was closed before reading began.
  })
}

/**
 * Finds the endpoint of a path: exact paths first. A `:name` segment matches only ids, so that `/api/messages/search`
 * is not taken for one.
 */
function matcher(endpoints: readonly Endpoint[]) {
  const exact = new Map<string, Match>()
  const patterns: { endpoint: Endpoint; segments: string[] }[] = []
  for (const endpoint of endpoints) {
    if (endpoint.path.includes(':')) patterns.push({ endpoint, segments: endpoint.path.split('/') })
    else exact.set(`${endpoint.method} ${endpoint.path}`, { endpoint, params: {} })
  }
  return (method: string, path: string): Match | undefined => {
    const whole = exact.get(`${method} ${path}`)
    if (whole) return whole
    const parts = path.split('/')
    for (const { endpoint, segments } of patterns) {
      const params = endpoint.method === method ? paramsOf(segments, parts) : undefined
      if (params) return { endpoint, params }
    }
    return undefined
  }
}

function paramsOf(segments: string[], parts: string[]): Params | undefined {
  if (segments.length !== parts.length) return undefined
  const params: Params = {}
  for (const [index, segment] of segments.entries()) {
    const part = parts[index] ?? ''
    if (segment.startsWith(':') ? !PARAMETER.test(part) : part !== segment) return undefined
    if (segment.startsWith(':')) params[segment.slice(1)] = part
  }
  return params
}
