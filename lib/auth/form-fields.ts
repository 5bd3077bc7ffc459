import 'server-only'
import { AppError } from '@/lib/errors'

/**
 * Returns the fields of a body as next-auth reads them from a form or JSON: the last of a repeated field counts, other
 * content types have no fields. Throws 400 for invalid JSON.
 */
export function readFormFields(type: string, body: string): Record<string, unknown> {
  if (type.includes('application/json')) return Object(parsed(body))
  return type.includes('application/x-www-form-urlencoded') ? Object.fromEntries(new URLSearchParams(body)) : {}
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (cause) {
    throw new AppError('malformed', 'malformed', 'The body is not JSON.', { cause })
  }
}
