import 'server-only'
import { isAppError } from '@/lib/errors'
import { bodyAborted, bodyTooLarge, decodeUtf8, maxBodyBytes, parseFields } from './body'
import { requestAddress } from './client-address'
import type { Endpoint, EndpointResponse } from './endpoint'
import { registerMounted } from './mounted-methods'

interface Context {
  params: Promise<Record<string, string>>
}

/** Returns a Next route handler for the endpoint. Tests read the property `endpoint`. */
export function mount(endpoint: Endpoint) {
  registerMounted(endpoint)
  const handler = async (request: Request, context: Context): Promise<Response> => {
    const header = (name: string) => request.headers.get(name) ?? undefined
    const answer = await endpoint.handle({
      params: await context.params,
      query: parseFields(new URL(request.url).search.slice(1)),
      address: requestAddress(header),
      header,
      text: () => readText(request),
      bytes: (max) => bytesOf(request, max),
    })
    return toResponse(answer)
  }
  return Object.assign(handler, { endpoint })
}

export function toResponse({ status, body, bytes, headers }: EndpointResponse): Response {
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  const sent = bytes ? new Uint8Array(bytes) : body === undefined ? null : JSON.stringify(body)
  return new Response(sent, { status, headers: { 'cache-control': 'no-store', ...type, ...headers } })
}

/** Reads a text body. Throws 413 for a larger one than a message needs and 400 for invalid UTF-8. */
export const readText = async (request: Request) => decodeUtf8(await bytesOf(request, maxBodyBytes()))

async function bytesOf(request: Request, max: number): Promise<Buffer> {
  if (Number(request.headers.get('content-length')) > max) throw bodyTooLarge()
  const chunks: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const chunk of request.body ?? []) {
      bytes += chunk.byteLength
      if (bytes > max) throw bodyTooLarge()
      chunks.push(chunk)
    }
  } catch (error) {
    throw isAppError(error) ? error : bodyAborted(error)
  }
  return Buffer.concat(chunks)
}
