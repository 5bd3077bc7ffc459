import { type QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { queryKeys } from '@/lib/events/apply-event'
import type { LogEvent } from '@/lib/events/registry'
import type { Message } from '@/lib/messages/schema'
import { itemsOf, type Pages } from '@/lib/pages'
import { Problem } from './problem'
import { createQueryClient } from './query-client'
import { createSyncClient } from './sync-client'

const messages = queryKeys.messages('c1')
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
const newMessage = (seq: number, place = seq): LogEvent => ({
  seq: place,
  type: 'new_message',
  data: { message: messageOf(seq), peer },
})
const pageOf = (...seqs: number[]): Pages<Message> => ({
  pages: [{ items: seqs.map(messageOf), nextCursor: null }],
  pageParams: [undefined],
})

let queryClient: QueryClient
let answer: () => Response
let stop = () => {}

function openTab() {
  const reader = createSyncClient(queryClient, 'me', 0)
  stop = reader.start()
  return reader
}

/** Shows what `fetched` brings, until the function it answers with is called. */
function show(queryKey: readonly unknown[], fetched: () => Promise<unknown>) {
  return new QueryObserver(queryClient, { queryKey, queryFn: fetched }).subscribe(() => {})
}

const seqs = () => itemsOf(queryClient.getQueryData<Pages<Message>>(messages) ?? pageOf()).map(({ seq }) => seq)
const nothingNew = () => new Response(null, { status: 204 })
const pass = () => vi.advanceTimersByTimeAsync(5000)

beforeEach(() => {
  vi.useFakeTimers()
  queryClient = createQueryClient()
  answer = nothingNew
  vi.stubGlobal('fetch', async () => answer())
})
afterEach(() => {
  stop()
  queryClient.clear()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('state that is out of date', () => {
  it('is fetched when it is shown again, whatever events came meanwhile', async () => {
    const reader = openTab()
    queryClient.setQueryData(messages, pageOf(1))
    answer = () => Response.json({ reset: true, cursor: 3 })
    await reader.sync()
    reader.receive(newMessage(4))
    expect(seqs()).toEqual([1, 4])
    const fetched = vi.fn(async () => pageOf(1, 2, 3, 4))
    show(messages, fetched)
    await pass()
    expect(seqs()).toEqual([1, 2, 3, 4])
    reader.receive(newMessage(5))
    show(messages, fetched)
    await pass()
    expect(fetched).toHaveBeenCalledTimes(1) // Up to date again: events are enough.
  })

  it('is fetched again once Kith is in reach, where the fetch came to nothing', async () => {
    const reader = openTab()
    queryClient.setQueryData(queryKeys.me, { counts: { unread: 0 } })
    const fetched = vi.fn(async (): Promise<unknown> => Promise.reject(new Problem(0, 'unreachable', '')))
    show(queryKeys.me, fetched)
    reader.receive(newMessage(1))
    await pass()
    const tries = fetched.mock.calls.length
    expect(tries).toBeGreaterThan(0)
    fetched.mockResolvedValue({ counts: { unread: 1 } })
    await reader.sync()
    await pass()
    expect(queryClient.getQueryData(queryKeys.me)).toEqual({ counts: { unread: 1 } })
    await reader.sync()
    await pass()
    expect(fetched).toHaveBeenCalledTimes(tries + 1)
  })

  it('is left alone when the fetch was refused', async () => {
    const reader = openTab()
    const fetched = vi.fn(async () => Promise.reject(new Problem(404, 'not_found', '')))
    show(messages, fetched)
    await pass()
    await reader.sync()
    await pass()
    expect(fetched).toHaveBeenCalledTimes(1)
  })

  it('is all that there is when more was missed than one answer holds, and is read on from where it was loaded', async () => {
    const reader = openTab()
    queryClient.setQueryData(messages, pageOf())
    const fetched = vi.fn(async () => pageOf(699, 700))
    show(messages, fetched)
    const told: number[] = []
    reader.onEvent(({ seq }) => told.push(seq))
    const all = Array.from({ length: 500 }, (_, index) => newMessage(index + 1))
    const asked: string[] = []
    vi.stubGlobal('fetch', async (path: string) => {
      asked.push(path)
      if (path === '/api/me') return Response.json({ cursor: 700 })
      return asked.length === 1 ? Response.json({ cursor: 500, events: all, more: true }) : nothingNew()
    })
    await reader.sync()
    await pass()
    expect(asked).toEqual(['/api/sync?since=0&limit=500', '/api/me'])
    expect([reader.cursor(), seqs(), told]).toEqual([700, [699, 700], []])
    reader.receive(newMessage(701))
    expect(seqs()).toEqual([699, 700, 701])
    expect(fetched).toHaveBeenCalledTimes(1)
  })

  it('is fetched again when more happened during the fetch than anybody remembers', async () => {
    const reader = openTab()
    let finish = (_: Pages<Message>) => {}
    const fetched = vi.fn(() => new Promise<Pages<Message>>((resolve) => (finish = resolve)))
    show(messages, fetched)
    await vi.advanceTimersByTimeAsync(0)
    const all = Array.from({ length: 2001 }, (_, index) => index + 1)
    for (const seq of all) reader.receive(newMessage(seq))
    finish(pageOf())
    await pass()
    finish(pageOf(...all))
    await pass()
    expect(seqs()).toEqual(all)
    expect(fetched).toHaveBeenCalledTimes(2)
  })

  it.each([
    ['out of reach', () => Promise.reject(new Problem(0, 'unreachable', ''))],
    ['broken', () => Promise.reject(new Problem(500, 'internal', ''))],
  ])('is fetched again by itself for as long as the server is %s', async (_, fail) => {
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
