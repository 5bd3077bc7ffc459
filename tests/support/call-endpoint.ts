import 'server-only'
import type { Viewer } from '@/lib/session/viewer'
import { type MountedEndpoint, viaNext } from './adapters'
import type { TestRequest } from './endpoint-cases/endpoint-case'

/** A response; `word` is its status, with the code of the problem document for an error. */
export interface Answered {
  status: number
  word: string
  text: string
  body: unknown
}

export type Call = (name: string, sent: TestRequest, viewer?: Viewer) => Promise<Answered>

/** Returns a function that calls an endpoint by its method and path. */
export const callEndpoint =
  (endpoints: readonly MountedEndpoint[]): Call =>
  async (name, sent, viewer) => {
    const endpoint = endpoints.find(({ method, path }) => `${method} ${path}` === name)
    if (!endpoint) throw new Error(`There is no ${name}.`)
    const response = await viaNext(endpoint, sent, viewer)
    const text = await response.text()
    const body: unknown = /\bjson$/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined
    const { status } = response
    return { status, word: status < 400 ? String(status) : `${status} ${Object(body).code}`, text, body }
  }
