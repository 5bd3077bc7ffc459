import type { Message } from '@/lib/messages/schema'

/**
 * The fault of a request: its response is lost or held until `release`, it never arrives, it is refused, another user
 * is signed in by now, or there is none.
 */
export type NetworkFault = 'response lost' | 'unreachable' | 'refused' | 'another viewer' | 'held' | 'none'

const REFUSAL = { status: 409, code: 'too_late', detail: 'It is too late.' }
const ANOTHER_VIEWER = { status: 409, code: 'viewer_changed', detail: 'Somebody else has signed in.' }

/** A fake of the endpoints that store messages of one user, used through `fetch`, with faults chosen by the test. */
export function createSendServer() {
  const stored: Message[] = []
  const calls: string[] = []
  const nextFaults: NetworkFault[] = []
  let isOffline = false
  let release = () => {}

  const respond = (method: string, path: string, body: { clientId?: string; body?: string }) => {
    if (path === '/api/messages/send') return storeMessage(body.clientId ?? '', body.body ?? '')
    const message = stored.find(({ seq }) => path.endsWith(`/${seq}`) || path.includes(`/${seq}?`))
    if (!message) return Response.json({ status: 404, code: 'not_found', detail: 'Gone.' }, { status: 404 })
    if (method === 'DELETE') Object.assign(message, { retracted: true, body: '' })
    else Object.assign(message, { body: body.body, editedAt: message.createdAt })
    message.modSeq++
    return method === 'DELETE' ? new Response(null, { status: 204 }) : Response.json({ message })
  }

  const storeMessage = (clientId: string, body: string) => {
    const known = stored.find((message) => message.clientId === clientId)
    if (known) return Response.json({ message: known })
    if (body === '') return Response.json({ status: 422, code: 'invalid', detail: 'Write something.' }, { status: 422 })
    const message = messageOf(stored.length + 1, clientId, body)
    stored.push(message)
    return Response.json({ message }, { status: 201 })
  }

  return {
    calls,
    /** Returns the texts of the stored messages, null for retracted ones. */
    bodies: () => stored.map(({ body, retracted }) => (retracted ? null : body)),
    /** Sets the faults of the next requests, one each; later requests have none. */
    failNext: (...faults: NetworkFault[]) => void nextFaults.push(...faults),
    goOffline() {
      isOffline = true
    },
    goOnline() {
      isOffline = false
    },
    release: () => release(),
    async fetch(path: string, { method = 'GET', body }: RequestInit = {}): Promise<Response> {
      const fault = isOffline ? 'unreachable' : nextFaults.shift()
      const input = JSON.parse(typeof body === 'string' ? body : '{}')
      calls.push(`${method} ${input.body ?? ''}`.trim())
      if (fault === 'unreachable') throw new TypeError('unreachable')
      if (fault === 'refused') return Response.json(REFUSAL, { status: REFUSAL.status })
      if (fault === 'another viewer') return Response.json(ANOTHER_VIEWER, { status: ANOTHER_VIEWER.status })
      const result = respond(method, path, input)
      if (fault === 'response lost') throw new TypeError('lost')
      if (fault === 'held')
        await new Promise<void>((resolve) => {
          release = resolve
        })
      return result
    },
  }
}

const messageOf = (seq: number, clientId: string, body: string): Message => ({
  id: clientId,
  conversationId: 'c',
  seq,
  senderId: 'me',
  clientId,
  kind: 'text',
  body,
  createdAt: '2026-03-10T12:00:00.000Z',
  replyTo: null,
  editedAt: null,
  retracted: false,
  reactions: [],
  modSeq: 0,
})
