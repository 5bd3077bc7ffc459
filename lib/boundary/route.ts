import 'server-only'
import type { z } from 'zod'
import { type Viewer, viewerOf } from '@/lib/auth/viewer'
import { signInFirst } from '@/lib/errors'
import { maxBodyBytes } from './body'
import type { Answer, BodyFormat, Caller, Endpoint, Incoming, Method } from './endpoint'
import { parseInput } from './input'
import { assertSameSite } from './origin'
import { problem } from './problem'
import { assertShownViewer } from './shown-viewer'

interface Definition<Schema extends z.ZodType, Who> {
  method: Method
  /** As in the contract, with `:name` for path parameters. */
  path: string
  /** Path parameters, query and body in one object; path parameters win. */
  input: Schema
  format?: BodyFormat
  /** The largest body of the format `bytes`. */
  maxBytes?: number
  /** What wrong input is called: 422 unless the contract says 400. */
  refuseInputAs?: 'invalid' | 'malformed'
  run(viewer: Who, input: z.output<Schema>, caller: Caller): Promise<Answer>
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
  const maxBytes = () => definition.maxBytes ?? maxBodyBytes()
  return {
    method,
    path,
    maxBytes,
    async answer(incoming) {
      try {
        if (method !== 'GET') assertSameSite(incoming)
        const viewer = access === 'viewer' ? await signedIn(incoming) : undefined
        const parsed = await parseInput(input, { method, format, maxBytes: maxBytes(), refuseInputAs }, incoming)
        const { address, header } = incoming
        const caller = { address, userAgent: header('user-agent') ?? '', header }
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
  assertShownViewer(viewer, incoming)
  return viewer
}
