import type { IncomingMessage, ServerResponse } from 'node:http'
import { ApiError } from './api-error'
import { channelKind } from './channel-names'
import { readBatch, readEvent, type TriggeredEvent } from './event-input'
import { MAX_REQUEST_BODY_BYTES } from './protocol-limits'
import { checkBody, checkRequest, type Query, readQuery } from './request-auth'
import type { AppCredentials } from './signatures'

export interface ApiBackend {
  readonly appId: string
  readonly app: AppCredentials
  publish(event: TriggeredEvent): void
  occupiedChannels(prefix: string): string[]
  subscriptionCount(channel: string): number
  terminateUser(userId: string): void
}

interface ApiCall {
  readonly query: Query
  readonly subject: string
  readonly body: () => unknown
}

type Endpoint = (backend: ApiBackend, call: ApiCall) => object

const PATH_PREFIX = '/apps/'
const ENDPOINTS: readonly [method: string, path: RegExp, endpoint: Endpoint][] = [
  ['POST', /^events$/, postEvent],
  ['POST', /^batch_events$/, postBatch],
  ['GET', /^channels$/, getChannels],
  ['GET', /^channels\/([^/]+)$/, getChannel],
  ['POST', /^users\/([^/]+)\/terminate_connections$/, terminateConnections],
]

export function isApiPath(url: string): boolean {
  return url.startsWith(PATH_PREFIX)
}

/**
 * Answers a request of the Channels HTTP API. Errors are one line of plain text, as in the hosted service. Rejects only
 * when the client disconnected or on a bug of this server.
 */
export async function answerApiRequest(backend: ApiBackend, request: IncomingMessage, response: ServerResponse) {
  try {
    const result = await call(backend, request)
    respond(response, 200, 'application/json', JSON.stringify(result))
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    respond(response, error.status, 'text/plain', error.message)
  }
}

function respond(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) })
  response.end(body)
}

async function call(backend: ApiBackend, request: IncomingMessage): Promise<object> {
  const { method = '', url = '' } = request
  const [path, search] = splitOnce(url, '?')
  const [appId, resource] = splitOnce(path.slice(PATH_PREFIX.length), '/')
  if (appId !== backend.appId) throw new ApiError(404, 'Unknown app')
  const [endpoint, subject] = endpointFor(method, resource)
  const query = readQuery(search)
  checkRequest(backend.app, method, path, query)
  const body = await readBody(request)
  checkBody(query, body)
  return endpoint(backend, { query, subject, body: () => parseBody(body) })
}

function endpointFor(method: string, resource: string): [endpoint: Endpoint, subject: string] {
  for (const [wantedMethod, path, endpoint] of ENDPOINTS) {
    const match = wantedMethod === method ? path.exec(resource) : null
    if (match) return [endpoint, decode(match[1] ?? '')]
  }
  throw new ApiError(404, 'Unknown resource')
}

function postEvent(backend: ApiBackend, { body }: ApiCall): object {
  backend.publish(readEvent(body()))
  return {}
}

function postBatch(backend: ApiBackend, { body }: ApiCall): object {
  for (const event of readBatch(body())) backend.publish(event)
  return {}
}

function getChannels(backend: ApiBackend, { query }: ApiCall): object {
  rejectUserCount(query)
  const names = backend.occupiedChannels(query.get('filter_by_prefix') ?? '')
  return { channels: Object.fromEntries(names.map((name) => [name, {}])) }
}

function getChannel(backend: ApiBackend, { query, subject }: ApiCall): object {
  if (channelKind(subject) === 'invalid') throw new ApiError(400, 'Invalid channel name')
  rejectUserCount(query)
  const count = backend.subscriptionCount(subject)
  const wantsCount = infoOf(query).includes('subscription_count')
  return { occupied: count > 0, ...(wantsCount ? { subscription_count: count } : {}) }
}

function terminateConnections(backend: ApiBackend, { subject }: ApiCall): object {
  backend.terminateUser(subject)
  return {}
}

function rejectUserCount(query: Query): void {
  if (infoOf(query).includes('user_count')) throw new ApiError(400, 'user_count is for presence channels only')
}

function infoOf(query: Query): string[] {
  return (query.get('info') ?? '').split(',')
}

/** Reads the whole body, but stores nothing above the limit; leaving the loop early would destroy the response. */
async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    length += chunk.length
    if (length <= MAX_REQUEST_BODY_BYTES) chunks.push(chunk)
  }
  if (length > MAX_REQUEST_BODY_BYTES) throw new ApiError(413, 'Request body too large')
  return Buffer.concat(chunks)
}

function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch (cause) {
    throw new ApiError(400, 'The body is not JSON', { cause })
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (cause) {
    throw new ApiError(400, 'The path is not URL-encoded', { cause })
  }
}

function splitOnce(text: string, separator: string): [head: string, tail: string] {
  const at = text.indexOf(separator)
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}
