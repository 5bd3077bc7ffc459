import 'server-only'
import { isAppError } from '@/lib/errors'
import { addressFrom } from './address'
import { aborted, fieldsIn, maxBodyBytes, textIn, tooLarge } from './body'
import type { Answer, Endpoint } from './endpoint'
import { rememberMounted } from './mounted'

interface Context {
  params: Promise<Record<string, string>>
}

/** An endpoint as a Next route handler; `endpoint` stays readable for the table test. */
export function mount(endpoint: Endpoint) {
  rememberMounted(endpoint)
  const handler = async (request: Request, context: Context): Promise<Response> => {
    const header = (name: string) => request.headers.get(name) ?? undefined
    const answer = await endpoint.answer({
      params: await context.params,
      query: fieldsIn(new URL(request.url).search.slice(1)),
      address: addressFrom(header),
      header,
      text: () => textOf(request),
      bytes: (most) => bytesOf(request, most),
    })
    return asResponse(answer)
  }
  return Object.assign(handler, { endpoint })
}

export function asResponse({ status, body, bytes, headers }: Answer): Response {
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  const sent = bytes ? new Uint8Array(bytes) : body === undefined ? null : JSON.stringify(body)
  return new Response(sent, { status, headers: { 'cache-control': 'no-store', ...type, ...headers } })
}

/** The body, up to what a message may need; refuses a larger one, and what is no text. */
export const textOf = async (request: Request) => textIn(await bytesOf(request, maxBodyBytes()))

async function bytesOf(request: Request, most: number): Promise<Buffer> {
  if (Number(request.headers.get('content-length')) > most) throw tooLarge()
  const chunks: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const chunk of request.body ?? []) {
      bytes += chunk.byteLength
      if (bytes > most) throw tooLarge()
      chunks.push(chunk)
    }
  } catch (error) {
    throw isAppError(error) ? error : aborted(error)
  }
  return Buffer.concat(chunks)
}
