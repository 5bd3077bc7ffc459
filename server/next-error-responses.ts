import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { allowedMethods } from '@/lib/http/mounted-methods'
import { PROBLEM_TYPE } from '@/lib/http/problem'
import { METHOD_NOT_ALLOWED } from './error-responses'

/** Replaces Next's empty 405 response below /api by a problem document with an Allow header. */
export function rewriteMethodNotAllowed(request: IncomingMessage, response: ServerResponse) {
  const [path = ''] = (request.url ?? '').split('?', 1)
  if (!path.startsWith('/api/')) return
  const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse // `end` has several overloads.
  const isMethodNotAllowed = () => response.statusCode === 405
  beforeHead(response, () => {
    if (!isMethodNotAllowed()) return
    response.setHeader('Allow', path.startsWith('/api/auth/') ? 'GET, HEAD, POST, OPTIONS' : allowedMethods(path))
    response.setHeader('Content-Type', PROBLEM_TYPE)
    response.setHeader('Cache-Control', 'no-store')
  })
  response.end = (...args: unknown[]) => (isMethodNotAllowed() ? end(METHOD_NOT_ALLOWED) : end(...args))
}

/**
 * Changes Next's 500 for a form that cannot be parsed to 400. Other failures of Next are HTML pages; only this response
 * is plain text.
 */
export function rewriteBrokenForms(request: IncomingMessage, response: ServerResponse) {
  const isForm = request.method === 'POST' && /^multipart\/form-data/i.test(request.headers['content-type'] ?? '')
  if (!isForm || request.url?.startsWith('/api/')) return
  beforeHead(response, () => {
    const isPlainText = String(response.getHeader('Content-Type')).startsWith('text/plain')
    if (response.statusCode === 500 && isPlainText) response.statusCode = 400
  })
}

/** Runs `callback` just before the head is written: the status is known and headers can still be set. */
function beforeHead(response: ServerResponse, callback: () => void) {
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse // As `end` above.
  response.writeHead = (status: number, ...more: unknown[]) => {
    response.statusCode = status
    callback()
    return writeHead(response.statusCode, ...more)
  }
}
