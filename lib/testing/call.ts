import 'server-only'
import type { Viewer } from '@/lib/auth/viewer'
import { type Door, throughNext } from './adapters'
import type { Sent } from './doors'

/** An answer, and in a word: the status, with the code of a refusal. */
export interface Answered {
  status: number
  word: string
  text: string
  body: unknown
}

export type Call = (name: string, sent: Sent, viewer?: Viewer) => Promise<Answered>

/** Asks an endpoint by its method and path. */
export const callThrough =
  (doors: readonly Door[]): Call =>
  async (name, sent, viewer) => {
    const door = doors.find(({ method, path }) => `${method} ${path}` === name)
    if (!door) throw new Error(`There is no ${name}.`)
    const response = await throughNext(door, sent, viewer)
    const text = await response.text()
    const body: unknown = /\bjson$/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined
    const { status } = response
    return { status, word: status < 400 ? String(status) : `${status} ${Object(body).code}`, text, body }
  }
