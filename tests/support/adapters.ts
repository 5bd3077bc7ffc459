import 'server-only'
import { readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll } from 'vitest'
import type { Endpoint } from '@/lib/http/endpoint'
import { nodeHandler } from '@/lib/http/node-adapter'
import type { Viewer } from '@/lib/session/viewer'
import { cookieOf, type TestRequest } from './endpoint-cases/endpoint-case'

type Handler = ((request: Request, context: object) => Promise<Response>) & { endpoint?: Endpoint }

/** An endpoint as it is mounted by a file of app/api. */
export interface MountedEndpoint {
  method: string
  path: string
  handler: Handler
  endpoint: Endpoint
}

export type Adapter = (endpoint: MountedEndpoint, sent: TestRequest, viewer?: Viewer) => Promise<Response>

const API = resolve('app/api')
/** Routes without an endpoint: next-auth serves the first, and the second answers all unknown paths. */
const OTHER_ROUTES = ['auth/[...nextauth]', '[[...rest]]']

export async function findEndpoints(): Promise<MountedEndpoint[]> {
  const folders = readdirSync(API, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('route.ts'))
    .map(dirname)
    .filter((folder) => !OTHER_ROUTES.includes(folder))
  return (await Promise.all(folders.sort().map(endpointsIn))).flat()
}

async function endpointsIn(folder: string): Promise<MountedEndpoint[]> {
  const handlers: Record<string, Handler> = await import(pathToFileURL(join(API, folder, 'route.ts')).href)
  const path = `/api/${folder.replaceAll(/\[(\w+)\]/g, ':$1')}`
  return Object.entries(handlers).map(([method, handler]) => {
    if (!handler.endpoint) throw new Error(`${method} ${path} is not mounted.`)
    return { method, path, handler, endpoint: handler.endpoint }
  })
}

/** Serves the endpoints without Next on a free port; answers 421 to a request that the handler does not take. */
export function serveEndpoints(endpoints: readonly MountedEndpoint[]) {
  const serve = nodeHandler(endpoints.map(({ endpoint }) => endpoint))
  const server = createServer((request, response) => {
    if (!serve(request, response)) response.writeHead(421).end()
  })
  beforeAll(() => new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening)))
  afterAll(() => new Promise((closed) => server.close(closed)))
  return (path: string) => {
    const { port } = server.address() as AddressInfo // The server listens on TCP, so its address is an AddressInfo.
    return `http://127.0.0.1:${port}${path}`
  }
}

export const viaNext: Adapter = (endpoint, sent, viewer) => {
  const request = new Request(`http://localhost:3000${pathOf(endpoint, sent)}`, requestOf(endpoint, sent, viewer))
  return endpoint.handler(request, { params: Promise.resolve(sent.params ?? {}) })
}

export const viaNode =
  (at: (path: string) => string): Adapter =>
  (endpoint, sent, viewer) =>
    fetch(at(pathOf(endpoint, sent)), requestOf(endpoint, sent, viewer))

const pathOf = ({ path }: MountedEndpoint, { params = {}, query = '' }: TestRequest) =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? '') + query

function requestOf(
  { method }: MountedEndpoint,
  { body, text, bytes, headers = {} }: TestRequest,
  viewer?: Viewer,
): RequestInit {
  const sent = text ?? (bytes && new Uint8Array(bytes)) ?? (body === undefined ? undefined : JSON.stringify(body))
  return {
    method,
    headers: { ...(viewer ? { cookie: cookieOf(viewer) } : {}), ...headers },
    ...(sent === undefined || method === 'GET' ? {} : { body: sent }),
  }
}

/** Reads a response and replaces ids, times and signatures, so that two responses can be compared. */
export async function readAnswer(response: Response) {
  const ids: string[] = []
  const idLabel = (id: string) => `id ${ids.includes(id) ? ids.indexOf(id) + 1 : ids.push(id)}`
  const text = (await response.text())
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, idLabel)
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'moment')
    .replaceAll(/_[0-9a-f]{12}\b/g, '_name')
    .replaceAll(/:[0-9a-f]{64}\b/g, ':signature')
    .replaceAll(/\/i\/[\w-]{22}/g, '/i/token')
  const header = (name: string) => response.headers.get(name)
  const isJson = /\bjson$/.test(header('content-type') ?? '')
  return {
    status: response.status,
    type: header('content-type'),
    cache: header('cache-control'),
    wait: header('retry-after'),
    body: isJson ? JSON.parse(text) : text || undefined,
  }
}
