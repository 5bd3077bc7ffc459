import 'server-only'
import type { z } from 'zod'
import { type Viewer, viewerOf } from '@/lib/auth/viewer'

import { signInFirst } from '@/lib/errors'
import { parseInput } from './input'
import { assertSameSite } from './origin'
import { problem } from './problem'

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** What a service may know about the caller besides who they are. */
export interface Caller {
  address: string
  userAgent: string
}

export interface Answer {
  status: number
  body?: unknown
  headers?: Record<string, string>
}

/** A request as both adapters hand it over. `text` may refuse a body that is too large. */
export interface Incoming {
  params: Record<string, string>
  query: Iterable<[string, string]>
  address: string
  header(name: string): string | undefined
  text(): Promise<string>
}

export type BodyFormat = 'json' | 'form'

interface Definition<Schema extends z.ZodType, Who> {
  method: Method
  /** As in the contract, with `:name` for path parameters. */
  path: string
  /** Path parameters, query and body in one object; path parameters win. */
  input: Schema
  format?: BodyFormat
  /** What wrong input is called: 422 unless the contract says 400. */
  refuseInputAs?: 'invalid' | 'malformed'
  run(viewer: Who, input: z.output<Schema>, caller: Caller): Promise<Answer>
}

export interface Endpoint {
  method: Method
  path: string
  /** Never rejects: a refusal is a problem document, a bug is a logged 500. */
  answer(incoming: Incoming): Promise<Answer>
}

/** An endpoint as data: who may call it, what comes in, what is done. Mounted by next.ts and node.ts. */
export function defineRoute<Schema extends z.ZodType>(
  definition: Definition<Schema, Viewer> & { access: 'viewer' },
): Endpoint
export function defineRoute<Schema extends z.ZodType>(
  definition: Definition<Schema, undefined> & { access: 'public' },
): Endpoint
export function defineRoute<Schema extends z.ZodType>(
  definition: Definition<Schema, Viewer & undefined> & { access: 'viewer' | 'public' },
): Endpoint {
  const { method, path, access, input, format = 'json', refuseInputAs = 'invalid', run } = definition
  return {
    method,
    path,
    async answer(incoming) {
      try {
        if (method !== 'GET') assertSameSite(incoming)
        const viewer = access === 'viewer' ? await signedIn(incoming) : undefined
        const parsed = await parseInput(input, { method, format, refuseInputAs }, incoming)
        const caller = { address: incoming.address, userAgent: incoming.header('user-agent') ?? '' }
        return await run(viewer as Viewer & undefined, parsed, caller) // The overloads tie `access` to the viewer's type.
      } catch (error) {
        return problem(error)
      }
    },
  }
}

async function signedIn(incoming: Incoming): Promise<Viewer> {
  const viewer = await viewerOf(incoming.header('cookie'))
  if (!viewer) throw signInFirst()
  return viewer
}
