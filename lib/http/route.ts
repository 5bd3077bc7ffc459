import 'server-only'
import type { z } from 'zod'
import { unauthenticated } from '@/lib/errors'
import { type Viewer, viewerOf } from '@/lib/session/viewer'
import { singleton } from '@/lib/singletons'
import { bodyTooLarge, maxBodyBytes } from './body'
import type { Access, BodyFormat, Caller, Endpoint, EndpointRequest, EndpointResponse, Method } from './endpoint'
import { parseInput } from './input'
import { problemResponse } from './problem'
import { assertSameOrigin } from './same-origin'
import { createUploadQueue, type UploadQueue } from './upload-queue'
import { assertViewerUnchanged } from './viewer-header'

/** With up to 10 MB each, uploads take less than 100 MB, besides the picture that is being converted. */
const UPLOADS = { max: 6, waiting: 40 }

const uploads = () => singleton<UploadQueue>('uploads', () => createUploadQueue(UPLOADS))

interface Definition<Schema extends z.ZodType, Who> {
  method: Method
  /** Path with `:name` for parameters. */
  path: string
  /** Schema of path parameters, query and body as one object; path parameters take precedence. */
  input: Schema
  format?: BodyFormat
  /** Maximum size of a body of the format `bytes`. */
  maxBytes?: number
  /** Kind of the error for invalid input: 422, or 400 for `malformed`. */
  refuseInputAs?: 'invalid' | 'malformed'
  run(viewer: Who, input: z.output<Schema>, caller: Caller): Promise<EndpointResponse>
}

/** Defines an endpoint as data: access, input, handler. Mounted by next-adapter.ts and node-adapter.ts. */
export function defineRoute<Schema extends z.ZodType>(
  definition: Definition<Schema, Viewer> & { access: 'viewer' },
): Endpoint
export function defineRoute<Schema extends z.ZodType>(
  definition: Definition<Schema, undefined> & { access: 'public' },
): Endpoint
export function defineRoute<Schema extends z.ZodType>(
  definition: Definition<Schema, Viewer & undefined> & { access: Access },
): Endpoint {
  const { method, path, access, input, format = 'json', refuseInputAs = 'invalid', run } = definition
  const maxBytes = () => definition.maxBytes ?? maxBodyBytes()
  return {
    method,
    path,
    access,
    format,
    input,
    maxBytes,
    async handle(incoming) {
      try {
        if (method !== 'GET') assertSameOrigin(incoming)
        const viewer = access === 'viewer' ? await signedIn(incoming) : undefined
        const { address, header } = incoming
        const caller = { address, userAgent: header('user-agent') ?? '', header }
        const work = async () => {
          const parsed = await parseInput(input, { method, format, maxBytes: maxBytes(), refuseInputAs }, incoming)
          return await run(viewer as Viewer & undefined, parsed, caller) // The overloads tie `access` to the viewer's type.
        }
        if (format !== 'bytes') return await work()
        if (Number(header('content-length')) > maxBytes()) throw bodyTooLarge()
        return await uploads()(viewer?.id ?? address, work)
      } catch (error) {
        return problemResponse(error)
      }
    },
  }
}

async function signedIn(incoming: EndpointRequest): Promise<Viewer> {
  const viewer = await viewerOf(incoming.header('cookie'))
  if (!viewer) throw unauthenticated()
  assertViewerUnchanged(viewer, incoming)
  return viewer
}
