import { type QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { queries } from '@/lib/events/apply-event'
import type { LogEvent } from '@/lib/events/registry'
import type { Message } from '@/lib/messages/schema'
import { itemsOf, type Pages } from '@/lib/pages'
import { Problem } from './problem'
import { createQueryClient } from './query-client'
import { SyncClient } from './sync-client'

const messages = queries.messages.key('c1')
const messageOf = (seq: number): Message => ({
  id: `m${seq}`,
  conversationId: 'c1',
  seq,
  senderId: 'bob',
  clientId: `k${seq}`,
  kind: 'text',
  body: '',
  createdAt: '',
  replyTo: null,
  editedAt: null,
  retracted: false,
  reactions: [],
  modSeq: 0,
})
const peer = { id: 'bob', username: 'bob', displayName: 'Bob', pictureId: null }
const newMessage = (seq: number): LogEvent => ({
  seq,
  type: 'new_message',
  data: { message: messageOf(seq), peer },
})
const pageOf = (...seqs: number[]): Pages<Message> => ({
  pages: [{ items: seqs.map(messageOf), nextCursor: null }],
  pageParams: [undefined],
})

let queryClient: QueryClient
let respond: () => Response
let stop = () => {}

function openTab() {
  const syncClient = new SyncClient(queryClient, 'me', 0)
  stop = syncClient.start()
  return syncClient
}

/** Observes a query with `fetched` as its query function. Returns a function that stops it. */
function show(queryKey: readonly unknown[], fetched: () => Promise<unknown>) {
  return new QueryObserver(queryClient, { queryKey, queryFn: fetched }).subscribe(() => {})
}

const seqs = () => itemsOf(queryClient.getQueryData<Pages<Message>>(messages) ?? pageOf()).map(({ seq }) => seq)
const noContent = () => new Response(null, { status: 204 })
const advance = () => vi.advanceTimersByTimeAsync(5000)

beforeEach(() => {
  vi.useFakeTimers()
  queryClient = createQueryClient()
  respond = noContent
  vi.stubGlobal('fetch', async () => respond())
})
afterEach(() => {
  stop()
  queryClient.clear()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('invalidated queries', () => {
  it('an invalidated query is fetched when it is observed again, also if events have updated it', async () => {
    const syncClient = openTab()
    queryClient.setQueryData(messages, pageOf(1))
    respond = () => Response.json({ reset: true, cursor: 3 })
    await syncClient.sync()
    syncClient.receive(newMessage(4))
    expect(seqs()).toEqual([1, 4])
    const fetched = vi.fn(async () => pageOf(1, 2, 3, 4))
    show(messages, fetched)
    await advance()
    expect(seqs()).toEqual([1, 2, 3, 4])
    syncClient.receive(newMessage(5))
    show(messages, fetched)
    await advance()
    expect(fetched).toHaveBeenCalledTimes(1) // Up to date again, so events are enough.
  })

  it('a query whose refetch failed is fetched again after the next successful sync', async () => {
    const syncClient = openTab()
    queryClient.setQueryData(queries.me.key(), { counts: { unread: 0 } })
    const fetched = vi.fn(async (): Promise<unknown> => Promise.reject(new Problem(0, 'unreachable', '')))
    show(queries.me.key(), fetched)
    syncClient.receive(newMessage(1))
    await advance()
    const tries = fetched.mock.calls.length
    expect(tries).toBeGreaterThan(0)
    fetched.mockResolvedValue({ counts: { unread: 1 } })
    await syncClient.sync()
    await advance()
    expect(queryClient.getQueryData(queries.me.key())).toEqual({ counts: { unread: 1 } })
    await syncClient.sync()
    await advance()
    expect(fetched).toHaveBeenCalledTimes(tries + 1)
  })

  it('a query whose fetch was refused is not fetched again by a sync', async () => {
    const syncClient = openTab()
    const fetched = vi.fn(async () => Promise.reject(new Problem(404, 'not_found', '')))
    show(messages, fetched)
    await advance()
    await syncClient.sync()
    await advance()
    expect(fetched).toHaveBeenCalledTimes(1)
  })

  it('all queries are invalidated after more than 500 missed events, and the cursor comes from /api/me', async () => {
    const syncClient = openTab()
    queryClient.setQueryData(messages, pageOf())
    const fetched = vi.fn(async () => pageOf(699, 700))
    show(messages, fetched)
    const received: number[] = []
    syncClient.onEvent(({ seq }) => received.push(seq))
    const all = Array.from({ length: 500 }, (_, index) => newMessage(index + 1))
    const requests: string[] = []
    vi.stubGlobal('fetch', async (path: string) => {
      requests.push(path)
      if (path === '/api/me') return Response.json({ cursor: 700 })
      return requests.length === 1 ? Response.json({ cursor: 500, events: all, more: true }) : noContent()
    })
    await syncClient.sync()
    await advance()
    expect(requests).toEqual(['/api/sync?since=0&limit=500', '/api/me'])
    expect([syncClient.cursor(), seqs(), received]).toEqual([700, [699, 700], []])
    syncClient.receive(newMessage(701))
    expect(seqs()).toEqual([699, 700, 701])
    expect(fetched).toHaveBeenCalledTimes(1)
  })

  it('a query is fetched again when more events arrived during its fetch than are kept for replay', async () => {
    const syncClient = openTab()
    let finish = (_: Pages<Message>) => {}
    const fetched = vi.fn(() => new Promise<Pages<Message>>((resolve) => (finish = resolve)))
    show(messages, fetched)
    await vi.advanceTimersByTimeAsync(0)
    const all = Array.from({ length: 2001 }, (_, index) => index + 1)
    for (const seq of all) syncClient.receive(newMessage(seq))
    finish(pageOf())
    await advance()
    finish(pageOf(...all))
    await advance()
    expect(seqs()).toEqual(all)
    expect(fetched).toHaveBeenCalledTimes(2)
  })

  it.each([
    ['unreachable', () => Promise.reject(new Problem(0, 'unreachable', ''))],
    ['failing', () => Promise.reject(new Problem(500, 'internal', ''))],
  ])('a failed query is retried with backoff until it succeeds while the server is %s', async (_, fail) => {
    openTab()
    let isBack = false
    const fetched = vi.fn(() => (isBack ? Promise.resolve(pageOf(1)) : fail()))
    show(messages, fetched)
    await vi.advanceTimersByTimeAsync(120_000)
    expect(fetched.mock.calls.length).toBeLessThan(40)
    isBack = true
    await vi.advanceTimersByTimeAsync(45_000)
    expect(seqs()).toEqual([1])
    const calls = fetched.mock.calls.length
    await vi.advanceTimersByTimeAsync(120_000)
    expect(fetched).toHaveBeenCalledTimes(calls)
  })
})
