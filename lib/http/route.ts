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

/** At 10 MB each, what is held of pictures stays below 100 MB, the one that is drawn aside. */
const UPLOADS = { max: 6, waiting: 40 }

const uploads = () => singleton<UploadQueue>('uploads', () => createUploadQueue(UPLOADS))

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
  run(viewer: Who, input: z.output<Schema>, caller: Caller): Promise<EndpointResponse>
}

/** An endpoint as data: who may call it, what comes in, what is done. Mounted by next.ts and node.ts. */
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
