import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/errors'
import { parseFields } from './body'
import type { BodyFormat, EndpointRequest, Method } from './endpoint'

/** Parses the request with the schema of the endpoint. A malformed path parameter is the same 404 as an unknown one. */
export async function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  { method, format, maxBytes, refuseInputAs }: Reading,
  incoming: EndpointRequest,
): Promise<z.output<Schema>> {
  const inQuery = method === 'GET' || method === 'DELETE'
  const sent = inQuery ? Object.fromEntries(incoming.query) : await bodyOf(format, maxBytes, incoming)
  const result = schema.safeParse({ ...sent, ...incoming.params })
  if (result.success) return result.data
  throw validationError(result.error, refuseInputAs, incoming.params)
}

interface Reading {
  method: Method
  format: BodyFormat
  maxBytes: number
  refuseInputAs: 'invalid' | 'malformed'
}

/** Returns the error that names each invalid field once. */
export function validationError(
  error: z.ZodError,
  kind: 'invalid' | 'malformed' = 'invalid',
  params: Record<string, string> = {},
): AppError {
  const errors: Record<string, string> = {}
  for (const issue of error.issues) {
    for (const field of fieldsOf(issue)) {
      if (field in params) return new AppError('not_found', 'not_found', 'There is nothing here.', { cause: error })
      errors[field] ??= issue.message
    }
  }
  return new AppError(kind, kind, 'Some of what was sent is not right.', { errors, cause: error })
}

const fieldsOf = (issue: z.core.$ZodIssue) =>
  issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key].join('.')) : [issue.path.join('.')]

async function bodyOf(format: BodyFormat, maxBytes: number, incoming: EndpointRequest): Promise<object> {
  if (format === 'bytes') return { bytes: await incoming.bytes(maxBytes) }
  const text = await incoming.text()
  if (text === '') return {}
  if (format === 'form') return Object.fromEntries(parseFields(text))
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
