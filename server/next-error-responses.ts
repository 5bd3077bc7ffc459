import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { allowedMethods } from '@/lib/http/mounted-methods'
import { PROBLEM_TYPE } from '@/lib/http/problem'
import { METHOD_NOT_ALLOWED } from './error-responses'

/** Makes Next's bare 405 below /api a problem document that says which methods there are. */
export function rewriteMethodNotAllowed(request: IncomingMessage, response: ServerResponse) {
  const [path = ''] = (request.url ?? '').split('?', 1)
  if (!path.startsWith('/api/')) return
  const end = response.end.bind(response) as (...sent: unknown[]) => ServerResponse // One of its many signatures.
  const isBare = () => response.statusCode === 405
  beforeHead(response, () => {
    if (!isBare()) return
    response.setHeader('Allow', path.startsWith('/api/auth/') ? 'GET, HEAD, POST, OPTIONS' : allowedMethods(path))
    response.setHeader('Content-Type', PROBLEM_TYPE)
    response.setHeader('Cache-Control', 'no-store')
  })
  response.end = (...sent: unknown[]) => (isBare() ? end(METHOD_NOT_ALLOWED) : end(...sent))
}

/** Makes Next's 500 for a form that cannot be read a 400: its own failures are pages, and only this one is bare text. */
export function rewriteBrokenForms(request: IncomingMessage, response: ServerResponse) {
  const isForm = request.method === 'POST' && /^multipart\/form-data/i.test(request.headers['content-type'] ?? '')
  if (!isForm || request.url?.startsWith('/api/')) return
  beforeHead(response, () => {
    const isBare = String(response.getHeader('Content-Type')).startsWith('text/plain')
    if (response.statusCode === 500 && isBare) response.statusCode = 400
  })
}

/** Does this when the status is known and headers can still be set. */
function beforeHead(response: ServerResponse, work: () => void) {
  const writeHead = response.writeHead.bind(response) as (...sent: unknown[]) => ServerResponse // As `end` above.
  response.writeHead = (status: number, ...more: unknown[]) => {
    response.statusCode = status
    work()
    return writeHead(response.statusCode, ...more)
  }
}
