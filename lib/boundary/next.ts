import 'server-only'
import { isAppError } from '@/lib/errors'
import { addressFrom } from './address'
import { aborted, maxBodyBytes, tooLarge } from './body'
import type { Answer, Endpoint } from './endpoint'

interface Context {
  params: Promise<Record<string, string>>
}

/** An endpoint as a Next route handler; `endpoint` stays readable for the table test. */
export function mount(endpoint: Endpoint) {
  const handler = async (request: Request, context: Context): Promise<Response> => {
    const header = (name: string) => request.headers.get(name) ?? undefined
    const answer = await endpoint.answer({
      params: await context.params,
      query: new URL(request.url).searchParams,
      address: addressFrom(header),
      header,
      text: () => textOf(request),
    })
    return asResponse(answer)
  }
  return Object.assign(handler, { endpoint })
}

export function asResponse({ status, body, headers }: Answer): Response {
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  return new Response(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: { 'cache-control': 'no-store', ...type, ...headers },
  })
}

/** The body, up to what a message may need; refuses a larger one. */
export async function textOf(request: Request): Promise<string> {
  if (Number(request.headers.get('content-length')) > maxBodyBytes()) throw tooLarge()
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true }) // As node.ts reads it: a byte order mark is no JSON.
  let text = ''
  let bytes = 0
  try {
    for await (const chunk of request.body ?? []) {
      bytes += chunk.byteLength
      if (bytes > maxBodyBytes()) throw tooLarge()
      text += decoder.decode(chunk, { stream: true })
    }
  } catch (error) {
    throw isAppError(error) ? error : aborted(error)
  }
  return text + decoder.decode()
}
