import 'server-only'
import { STATUS_CODES } from 'node:http'
import { isAppError } from '@/lib/errors'
import { log } from '@/lib/log'
import type { EndpointResponse } from './endpoint'

export const PROBLEM_TYPE = 'application/problem+json'

/**
 * Turns an error into a problem document (RFC 9457). An error that is not an AppError is logged, and its details are
 * not sent.
 */
export function problemResponse(error: unknown): EndpointResponse {
  if (!isAppError(error)) {
    log.error('an endpoint failed', error)
    return {
      status: 500,
      headers: { 'content-type': PROBLEM_TYPE },
      body: problemDocument(500, 'internal', 'Something went wrong here.'),
    }
  }
  const { status, code, message, errors, retryAfterSeconds } = error
  return {
    status,
    headers: {
      'content-type': PROBLEM_TYPE,
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    },
    body: { ...problemDocument(status, code, message), ...(errors ? { errors } : {}) },
  }
}

export const problemDocument = (status: number, code: string, detail: string) => ({
  type: 'about:blank',
  title: STATUS_CODES[status],
  status,
  code,
  detail,
})
