import { QueryClient } from '@tanstack/react-query'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { queries } from '@/lib/events/apply-event'
import type { UnknownEvent } from '@/lib/events/parse-event'
import type { Message } from '@/lib/messages/schema'
import { itemsOf, type Pages } from '@/lib/pages'
import type { PageState } from '@/lib/sync/schema'
import { SyncClient } from './sync-client'

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

/** A server whose event log has the events from `oldest` to `newest`, returned in pages of three. */
const server = { newest: 0, oldest: 1, requests: 0 }
const respond = (since: number): Response => {
  server.requests++
  if (since === server.newest) return new Response(null, { status: 204 })
  if (since > server.newest || since < server.oldest - 1) return Response.json({ reset: true, cursor: server.newest })
  const events = [1, 2, 3].map((n) => eventOf(since + n)).filter(({ seq }) => seq <= server.newest)
  const cursor = since + events.length
  return Response.json({ cursor, events, more: cursor < server.newest })
}

function openTab(cursor = 0) {
  const queryClient = new QueryClient()
  const empty: Pages<Message> = { pages: [{ items: [], nextCursor: null }], pageParams: [undefined] }
  queryClient.setQueryData(queries.messages.key(conversationId), empty)
  const syncClient = new SyncClient(queryClient, 'me', cursor)
  const stop = syncClient.start()
  const shown = () => itemsOf(queryClient.getQueryData<Pages<Message>>(queries.messages.key(conversationId)) ?? empty)
  return { syncClient, stop, queryClient, seqs: () => shown().map(({ seq }) => seq) }
}

const messageOf = (seq: number) => (eventOf(seq).data as { message: Message }).message // As it is built above.

/** A page that was rendered when the log ended at that seq. */
const pageAsOf = (cursor: number): PageState => ({
  viewerId: 'me',
  cursor,
  queries: [
    {
      key: queries.messages.key(conversationId),
      data: { pages: [{ items: seqsUpTo(cursor).map(messageOf), nextCursor: null }], pageParams: [undefined] },
    },
  ],
})

const seqsUpTo = (newest: number) => Array.from({ length: newest }, (_, index) => index + 1)

beforeEach(() => {
  vi.useFakeTimers()
  Object.assign(server, { newest: 0, oldest: 1, requests: 0 })
  vi.stubGlobal('fetch', async (path: string) =>
    respond(Number(new URL(path, 'http://kith').searchParams.get('since'))),
  )
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('SyncClient', () => {
  it('all events are applied once and in order, whatever the socket loses, repeats or reorders', async () => {
    const frames = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(frames, async (delivered) => {
        server.newest = 12
        const { syncClient, stop, seqs } = openTab()
        for (const seq of delivered) syncClient.receive(eventOf(seq))
        await vi.advanceTimersByTimeAsync(1000)
        const known = seqs()
        expect(known).toEqual(seqsUpTo(known.length)) // Never a gap, also before a sync.
        if (delivered.length > 0) expect(known.length).toBeGreaterThanOrEqual(Math.max(...delivered))
        await syncClient.sync()
        expect(seqs()).toEqual(seqsUpTo(12))
        stop()
      }),
    )
  })

  it('no request is made while events arrive in order', async () => {
    const { syncClient, seqs } = openTab()
    for (const seq of seqsUpTo(5)) syncClient.receive(eventOf(seq))
    await vi.advanceTimersByTimeAsync(1000)
    expect(seqs()).toEqual(seqsUpTo(5))
    expect(server.requests).toBe(0)
  })

  it('no sync is made when a missing event arrives shortly after a later one', async () => {
    server.newest = 2
    const { syncClient, seqs } = openTab()
    syncClient.receive(eventOf(2))
    await vi.advanceTimersByTimeAsync(200)
    expect(seqs()).toEqual([])
    syncClient.receive(eventOf(1))
    await vi.advanceTimersByTimeAsync(1000)
    expect(seqs()).toEqual([1, 2])
    expect(server.requests).toBe(0)
  })

  it('a missing event is fetched also while later ones keep arriving', async () => {
    server.newest = 20
    const { syncClient, seqs } = openTab()
    for (const seq of seqsUpTo(20).slice(1)) {
      syncClient.receive(eventOf(seq))
      await vi.advanceTimersByTimeAsync(50)
    }
    expect(seqs()).toEqual(seqsUpTo(20))
  })

  it('an event that was too large for the socket is fetched, also when events arrive out of order', async () => {
    server.newest = 3
    const { syncClient, seqs } = openTab()
    syncClient.receive({ seq: 2, type: 'new_message' })
    syncClient.receive(eventOf(3))
    syncClient.receive(eventOf(1))
    await vi.advanceTimersByTimeAsync(0)
    expect(seqs()).toEqual([1, 2, 3])
  })

  it('an event that was too large for the socket is fetched', async () => {
    server.newest = 1
    const { syncClient, seqs } = openTab()
    syncClient.receive({ seq: 1, type: 'new_message' })
    await vi.advanceTimersByTimeAsync(0)
    expect(seqs()).toEqual([1])
  })

  it('events of unknown types or with invalid data are skipped', async () => {
    const { syncClient, seqs } = openTab()
    syncClient.receive({ seq: 1, type: 'of_tomorrow', data: {} })
    syncClient.receive({ seq: 2, type: 'new_message', data: { message: 'none' } })
    for (const invalid of [null, 'text', {}, { seq: '3', type: 'x' }, []]) syncClient.receive(invalid)
    syncClient.receive(eventOf(3))
    expect(seqs()).toEqual([3])
  })

  it('all queries are invalidated if the log begins after the cursor, and the next sync starts at its end', async () => {
    Object.assign(server, { newest: 9, oldest: 7 })
    const { syncClient, queryClient } = openTab(2)
    const refetched = vi.spyOn(queryClient, 'invalidateQueries')
    await syncClient.sync()
    expect(refetched).toHaveBeenCalledWith()
    await syncClient.sync()
    expect(server.requests).toBe(2)
  })

  it('the cursor is unchanged after a failed sync, so the next one fetches the same events', async () => {
    server.newest = 3
    const { syncClient, seqs } = openTab()
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('out of reach')))
    await syncClient.sync()
    expect(seqs()).toEqual([])
    vi.stubGlobal('fetch', async (path: string) =>
      respond(Number(new URL(path, 'http://kith').searchParams.get('since'))),
    )
    await syncClient.sync()
    expect(seqs()).toEqual([1, 2, 3])
  })

  it('a failed sync is repeated until it succeeds, whatever failed', async () => {
    const failures: (() => Promise<Response>)[] = [
      () => Promise.reject(new TypeError('out of reach')),
      async () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
      async () => new Response('<h1>Sign in to this network</h1>', { status: 200 }),
      async () => Response.json({ code: 'forbidden' }, { status: 403 }),
    ]
    for (const [index, fail] of failures.entries()) {
      Object.assign(server, { newest: 3, requests: 0 })
      const { syncClient, stop, seqs } = openTab()
      const responses = [fail, fail, async () => respond(0)]
      vi.stubGlobal('fetch', () => (responses.shift() ?? (async () => new Response(null, { status: 204 })))())
      await syncClient.sync()
      expect(vi.getTimerCount()).toBe(1)
      await vi.advanceTimersByTimeAsync(10_000)
      expect([index, ...seqs()]).toEqual([index, 1, 2, 3])
      expect(vi.getTimerCount()).toBe(0)
      stop()
    }
  })

  it('no request is made before Retry-After has passed, also when sync is called meanwhile', async () => {
    let requests = 0
    vi.stubGlobal('fetch', async () => {
      requests++
      return requests === 1 ? new Response(null, { status: 429, headers: { 'retry-after': '60' } }) : respond(0)
    })
    server.newest = 3
    const { syncClient, seqs } = openTab()
    await syncClient.sync()
    await vi.advanceTimersByTimeAsync(50_000)
    await syncClient.sync()
    expect(requests).toBe(1)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(seqs()).toEqual([1, 2, 3])
  })

  it('events that arrive during a fetch are applied to the fetched data', async () => {
    const { syncClient, queryClient, seqs } = openTab()
    let finish = (_: Pages<Message>) => {}
    const fetched = queryClient.fetchQuery({
      queryKey: queries.messages.key(conversationId),
      queryFn: () => new Promise<Pages<Message>>((resolve) => (finish = resolve)),
      staleTime: 0,
    })
    await vi.advanceTimersByTimeAsync(0)
    syncClient.receive(eventOf(1))
    expect(seqs()).toEqual([1])
    finish({ pages: [{ items: [], nextCursor: null }], pageParams: [undefined] }) // Read before the message was stored.
    await fetched
    expect(seqs()).toEqual([1])
  })

  it('the state of a page is up to date although events arrived after it was read', async () => {
    const { syncClient, seqs } = openTab()
    for (const seq of [1, 2, 3]) syncClient.receive(eventOf(seq))
    syncClient.adopt(pageAsOf(2))
    expect(seqs()).toEqual([1, 2, 3])
  })

  it('the state of a page may be newer than the tab: its events change nothing when they arrive', async () => {
    const { syncClient, seqs } = openTab()
    syncClient.adopt(pageAsOf(3))
    expect(seqs()).toEqual([1, 2, 3])
    for (const seq of [1, 2, 3, 4]) syncClient.receive(eventOf(seq))
    expect(seqs()).toEqual([1, 2, 3, 4])
  })

  it('a page that is shown again does not bring back its old state', async () => {
    const { syncClient, seqs } = openTab()
    const page = pageAsOf(0)
    syncClient.adopt(page)
    syncClient.receive(eventOf(1))
    syncClient.adopt(page)
    expect(seqs()).toEqual([1])
  })

  it('a page does not replace a list of which the cache has more pages', async () => {
    const { syncClient, queryClient, seqs } = openTab()
    const page = (seq: number) => ({ items: [messageOf(seq)], nextCursor: null })
    queryClient.setQueryData(queries.messages.key(conversationId), { pages: [page(2), page(1)], pageParams: [] })
    syncClient.adopt(pageAsOf(0))
    expect(seqs()).toEqual([2, 1])
  })

  it('the state of a page from before the known events is fetched again', async () => {
    const { syncClient, queryClient } = openTab(5)
    syncClient.adopt(pageAsOf(4))
    expect(queryClient.getQueryState(queries.messages.key(conversationId))?.isInvalidated).toBe(true)
  })

  it('onEvent is called once for each event and in order, and not again when a query is refetched', async () => {
    const { syncClient, queryClient, seqs } = openTab()
    const received: { seq: number; shown: number[] }[] = []
    const stop = syncClient.onEvent(({ seq }) => received.push({ seq, shown: seqs() }))
    server.newest = 3
    for (const seq of [1, 1]) syncClient.receive(eventOf(seq))
    await syncClient.sync()
    await queryClient.fetchQuery({
      queryKey: queries.messages.key(conversationId),
      queryFn: (): Pages<Message> => ({ pages: [{ items: [], nextCursor: null }], pageParams: [undefined] }),
      staleTime: 0,
    })
    expect(received).toEqual([1, 2, 3].map((seq) => ({ seq, shown: seqsUpTo(seq === 1 ? 1 : 3) }))) // One batch.
    stop()
    syncClient.receive(eventOf(4))
    expect(received).toHaveLength(3)
  })
})
