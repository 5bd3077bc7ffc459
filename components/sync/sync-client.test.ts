import { QueryClient } from '@tanstack/react-query'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { queryKeys } from '@/lib/events/apply-event'
import type { UnknownEvent } from '@/lib/events/parse-event'
import type { Message } from '@/lib/messages/schema'
import { itemsOf, type Pages } from '@/lib/pages'
import { createSyncClient } from './sync-client'

const conversationId = 'c1'
const bob = { id: 'bob', username: 'bob', displayName: 'Bob' }

const eventOf = (seq: number): UnknownEvent => ({
  seq,
  type: 'new_message',
  data: {
    message: {
      id: `m${seq}`,
      conversationId,
      seq,
      senderId: 'bob',
      clientId: `k${seq}`,
      kind: 'text',
      body: '',
      createdAt: '',
    },
    peer: bob,
  },
})

/** A server whose log has so many events, in pages of three. */
const server = { newest: 0, oldest: 1, asked: 0 }
const answer = (since: number): Response => {
  server.asked++
  if (since === server.newest) return new Response(null, { status: 204 })
  if (since > server.newest || since < server.oldest - 1) return Response.json({ reset: true, cursor: server.newest })
  const events = [1, 2, 3].map((n) => eventOf(since + n)).filter(({ seq }) => seq <= server.newest)
  const cursor = since + events.length
  return Response.json({ cursor, events, more: cursor < server.newest })
}

function openTab(cursor = 0) {
  const queryClient = new QueryClient()
  const empty: Pages<Message> = { pages: [{ items: [], nextCursor: null }], pageParams: [undefined] }
  queryClient.setQueryData(queryKeys.messages(conversationId), empty)
  const reader = createSyncClient(queryClient, 'me', cursor)
  const stop = reader.start()
  const shown = () => itemsOf(queryClient.getQueryData<Pages<Message>>(queryKeys.messages(conversationId)) ?? empty)
  return { reader, stop, queryClient, seqs: () => shown().map(({ seq }) => seq) }
}

const upTo = (newest: number) => Array.from({ length: newest }, (_, index) => index + 1)

beforeEach(() => {
  vi.useFakeTimers()
  Object.assign(server, { newest: 0, oldest: 1, asked: 0 })
  vi.stubGlobal('fetch', async (path: string) => answer(Number(new URL(path, 'http://kith').searchParams.get('since'))))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a tab that reads its log', () => {
  it('shows everything once and in order, whatever the socket loses, repeats or turns around', async () => {
    const frames = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(frames, async (delivered) => {
        server.newest = 12
        const { reader, stop, seqs } = openTab()
        for (const seq of delivered) reader.receive(eventOf(seq))
        await vi.advanceTimersByTimeAsync(1000)
        const known = seqs()
        expect(known).toEqual(upTo(known.length)) // Never a hole, also before anybody asks.
        if (delivered.length > 0) expect(known.length).toBeGreaterThanOrEqual(Math.max(...delivered))
        await reader.sync()
        expect(seqs()).toEqual(upTo(12))
        stop()
      }),
    )
  })

  it('asks nothing while events come in order', async () => {
    const { reader, seqs } = openTab()
    for (const seq of upTo(5)) reader.receive(eventOf(seq))
    await vi.advanceTimersByTimeAsync(1000)
    expect(seqs()).toEqual(upTo(5))
    expect(server.asked).toBe(0)
  })

  it('waits a moment for an event that was overtaken, before it asks', async () => {
    server.newest = 2
    const { reader, seqs } = openTab()
    reader.receive(eventOf(2))
    await vi.advanceTimersByTimeAsync(200)
    expect(seqs()).toEqual([])
    reader.receive(eventOf(1))
    await vi.advanceTimersByTimeAsync(1000)
    expect(seqs()).toEqual([1, 2])
    expect(server.asked).toBe(0)
  })

  it('asks for what is missing also while more keeps coming', async () => {
    server.newest = 20
    const { reader, seqs } = openTab()
    for (const seq of upTo(20).slice(1)) {
      reader.receive(eventOf(seq))
      await vi.advanceTimersByTimeAsync(50)
    }
    expect(seqs()).toEqual(upTo(20))
  })

  it('fetches an event that was too large for the socket, also when it was overtaken', async () => {
    server.newest = 3
    const { reader, seqs } = openTab()
    reader.receive({ seq: 2, type: 'new_message' })
    reader.receive(eventOf(3))
    reader.receive(eventOf(1))
    await vi.advanceTimersByTimeAsync(0)
    expect(seqs()).toEqual([1, 2, 3])
  })

  it('fetches an event that was too large for the socket', async () => {
    server.newest = 1
    const { reader, seqs } = openTab()
    reader.receive({ seq: 1, type: 'new_message' })
    await vi.advanceTimersByTimeAsync(0)
    expect(seqs()).toEqual([1])
  })

  it('moves on over kinds it does not know and data it cannot use', async () => {
    const { reader, seqs } = openTab()
    reader.receive({ seq: 1, type: 'of_tomorrow', data: {} })
    reader.receive({ seq: 2, type: 'new_message', data: { message: 'none' } })
    for (const rubbish of [null, 'text', {}, { seq: '3', type: 'x' }, []]) reader.receive(rubbish)
    reader.receive(eventOf(3))
    expect(seqs()).toEqual([3])
  })

  it('loads everything again when the log does not reach back, and reads on from there', async () => {
    Object.assign(server, { newest: 9, oldest: 7 })
    const { reader, queryClient } = openTab(2)
    const refetched = vi.spyOn(queryClient, 'invalidateQueries')
    await reader.sync()
    expect(refetched).toHaveBeenCalledWith()
    await reader.sync()
    expect(server.asked).toBe(2)
  })

  it('keeps its place when Kith is out of reach', async () => {
    server.newest = 3
    const { reader, seqs } = openTab()
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('out of reach')))
    await reader.sync()
    expect(seqs()).toEqual([])
    vi.stubGlobal('fetch', async (path: string) =>
      answer(Number(new URL(path, 'http://kith').searchParams.get('since'))),
    )
    await reader.sync()
    expect(seqs()).toEqual([1, 2, 3])
  })

  it('asks again by itself until it has its answer, whatever failed', async () => {
    const failures: (() => Promise<Response>)[] = [
      () => Promise.reject(new TypeError('out of reach')),
      async () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
      async () => new Response('<h1>Sign in to this network</h1>', { status: 200 }),
      async () => Response.json({ code: 'forbidden' }, { status: 403 }),
    ]
    for (const [index, fail] of failures.entries()) {
      Object.assign(server, { newest: 3, asked: 0 })
      const { reader, stop, seqs } = openTab()
      const answers = [fail, fail, async () => answer(0)]
      vi.stubGlobal('fetch', () => (answers.shift() ?? (async () => new Response(null, { status: 204 })))())
      await reader.sync()
      expect(vi.getTimerCount()).toBe(1)
      await vi.advanceTimersByTimeAsync(10_000)
      expect([index, ...seqs()]).toEqual([index, 1, 2, 3])
      expect(vi.getTimerCount()).toBe(0)
      stop()
    }
  })

  it('leaves the server alone for as long as it asks for, whoever wants to know meanwhile', async () => {
    let asked = 0
    vi.stubGlobal('fetch', async () => {
      asked++
      return asked === 1 ? new Response(null, { status: 429, headers: { 'retry-after': '60' } }) : answer(0)
    })
    server.newest = 3
    const { reader, seqs } = openTab()
    await reader.sync()
    await vi.advanceTimersByTimeAsync(50_000)
    await reader.sync()
    expect(asked).toBe(1)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(seqs()).toEqual([1, 2, 3])
  })

  it('pours into fresh state the events that came while it was being fetched', async () => {
    const { reader, queryClient, seqs } = openTab()
    let finish = (_: Pages<Message>) => {}
    const fetched = queryClient.fetchQuery({
      queryKey: queryKeys.messages(conversationId),
      queryFn: () => new Promise<Pages<Message>>((resolve) => (finish = resolve)),
      staleTime: 0,
    })
    await vi.advanceTimersByTimeAsync(0)
    reader.receive(eventOf(1))
    expect(seqs()).toEqual([1])
    finish({ pages: [{ items: [], nextCursor: null }], pageParams: [undefined] }) // Read before the message was stored.
    await fetched
    expect(seqs()).toEqual([1])
  })

  it('tells each event once and in order, by socket or by sync, and never again when state is fetched anew', async () => {
    const { reader, queryClient, seqs } = openTab()
    const told: { seq: number; shown: number[] }[] = []
    const stop = reader.onEvent(({ seq }) => told.push({ seq, shown: seqs() }))
    server.newest = 3
    for (const seq of [1, 1]) reader.receive(eventOf(seq))
    await reader.sync()
    await queryClient.fetchQuery({
      queryKey: queryKeys.messages(conversationId),
      queryFn: (): Pages<Message> => ({ pages: [{ items: [], nextCursor: null }], pageParams: [undefined] }),
      staleTime: 0,
    })
    expect(told).toEqual([1, 2, 3].map((seq) => ({ seq, shown: upTo(seq === 1 ? 1 : 3) }))) // The last two came together.
    stop()
    reader.receive(eventOf(4))
    expect(told).toHaveLength(3)
  })
})
