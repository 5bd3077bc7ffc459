import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/errors'
import type { BodyFormat, Incoming, Method } from './endpoint'

/** Input as the endpoint's schema wants it. A malformed path parameter is the same 404 as an unknown one. */
export async function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  { method, format, refuseInputAs }: { method: Method; format: BodyFormat; refuseInputAs: 'invalid' | 'malformed' },
  incoming: Incoming,
): Promise<z.output<Schema>> {
  const sent =
    method === 'GET' || method === 'DELETE' ? Object.fromEntries(incoming.query) : await bodyOf(format, incoming)
  const result = schema.safeParse({ ...sent, ...incoming.params })
  if (result.success) return result.data
  throw refusal(result.error, refuseInputAs, incoming.params)
}

/** The refusal that names each wrong field once. */
export function refusal(
  error: z.ZodError,
  kind: 'invalid' | 'malformed' = 'invalid',
  params: Record<string, string> = {},
): AppError {
  const errors: Record<string, string> = {}
  for (const { path, message } of error.issues) {
    const field = path.join('.')
    if (field in params) return new AppError('not_found', 'not_found', 'There is nothing here.', { cause: error })
    errors[field] ??= message
  }
  return new AppError(kind, kind, 'Some of what was sent is not right.', { errors, cause: error })
}

async function bodyOf(format: BodyFormat, incoming: Incoming): Promise<object> {
  const text = await incoming.text()
  if (text === '') return {}
  if (format === 'form') return Object.fromEntries(new URLSearchParams(text))
  const body = parseJson(text)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw malformed()
  return body
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw malformed(cause)
  }
}

const malformed = (cause?: unknown) =>
  new AppError('malformed', 'malformed', 'The body is not a JSON object.', { cause })
