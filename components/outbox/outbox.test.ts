import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { OutboxStorage, StoredOutboxItem } from '@/components/offline/device-store'
import { en } from '@/components/strings/en'
import { toasts } from '@/components/ui/toasts'
import { createSendServer } from './fake-send-server'
import { createOutbox, type Outbox } from './outbox'
import type { EditChannel, PendingEdit } from './pending-edits-channel'

let server: ReturnType<typeof createSendServer>
let events: EventTarget

beforeEach(() => {
  vi.useFakeTimers()
  server = createSendServer()
  vi.stubGlobal('fetch', server.fetch)
  vi.stubGlobal('navigator', {})
  events = new EventTarget()
  vi.stubGlobal('addEventListener', events.addEventListener.bind(events))
  vi.stubGlobal('removeEventListener', events.removeEventListener.bind(events))
  vi.stubGlobal('document', new EventTarget())
  vi.stubGlobal('location', { reload() {} })
})
afterEach(() => {
  for (const { id } of toasts.shown()) toasts.dismiss(id)
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const aloneOnTheLine: EditChannel = { tell: () => {}, hear: () => () => {} }

/** What outlives a tab: the outbox of the device. One that is full keeps nothing. */
function newDevice(disk: { full?: boolean } = {}) {
  const kept = new Map<string, StoredOutboxItem>()
  const store: OutboxStorage = {
    unsent: async () => [...kept.values()],
    async keepUnsent(message) {
      if (!disk.full) kept.set(message.clientId, message)
      return !disk.full
    },
    forgetUnsent: async (clientId) => void kept.delete(clientId),
  }
  const openTab = (wishes = aloneOnTheLine) =>
    createOutbox({ queryClient: new QueryClient(), store, wishes, onStored: () => {} })
  /** A tab that has taken over what others have left; without locks every other one counts as gone. */
  const openNext = async (wishes?: EditChannel) => {
    for (const message of kept.values()) kept.set(message.clientId, { ...message, tabId: 'another' })
    const outbox = openTab(wishes)
    outbox.start()
    await moment()
    return outbox
  }
  return { kept, openTab, openNext }
}

const clientIdOf = (outbox: Outbox, body: string) =>
  outbox.unsent().find((message) => message.body === body)?.clientId ?? `nothing says ${body}`
const waiting = (outbox: Outbox) => outbox.unsent().map(({ body, state }) => `${state} ${body}`)
const said = () => toasts.shown().map(({ text }) => text)
const moment = () => vi.advanceTimersByTimeAsync(0)
const minutes = () => vi.advanceTimersByTimeAsync(180_000)

/** A tab with messages of which the first was tried; `weather` says what became of that. */
async function withUnsent(weather: 'answer lost' | 'unreachable' | 'held', ...bodies: string[]) {
  const device = newDevice()
  const outbox = device.openTab()
  server.comes(weather)
  for (const body of bodies) outbox.send('c', body)
  await moment()
  return { ...device, outbox }
}

/** Whether the browser would ask before this tab is closed. */
function asksBeforeClosing(): boolean {
  const leaving = new Event('beforeunload', { cancelable: true })
  Object.defineProperty(leaving, 'returnValue', { writable: true, value: '' })
  events.dispatchEvent(leaving)
  return leaving.defaultPrevented
}

it('a device that can keep nothing delays nothing, and the tab says what would be lost with it', async () => {
  const disk = { full: true }
  const { openTab } = newDevice(disk)
  const outbox = openTab()
  const stop = outbox.start()
  server.comes('unreachable')
  outbox.send('c', 'one')
  await moment()
  expect(outbox.unsent().map(({ inTabOnly }) => inTabOnly)).toEqual([true])
  expect(asksBeforeClosing()).toBe(true)
  disk.full = false
  server.comes('unreachable')
  await vi.advanceTimersByTimeAsync(2000)
  expect(outbox.unsent().map(({ inTabOnly }) => inTabOnly)).toEqual([false])
  expect(asksBeforeClosing()).toBe(false)
  disk.full = true
  outbox.send('c', 'two')
  await moment()
  expect(asksBeforeClosing()).toBe(true)
  await minutes()
  expect(server.bodies()).toEqual(['one', 'two'])
  expect(asksBeforeClosing()).toBe(false)
  stop()
})

it('of what waits the second is written anew and the third is cancelled: exactly two arrive, in order', async () => {
  const { outbox, kept } = await withUnsent('unreachable', 'one', 'two', 'three')
  server.goOffline()
  expect(outbox.edit(clientIdOf(outbox, 'two'), 'two, better')).toBe(true)
  outbox.discard(clientIdOf(outbox, 'three'))
  expect(waiting(outbox)).toEqual(['queued one', 'queued two, better'])
  server.goOnline()
  await minutes()
  expect(server.bodies()).toEqual(['one', 'two, better'])
  expect(waiting(outbox)).toEqual([])
  expect(kept.size).toBe(0)
  expect(server.calls).toEqual(['POST one', 'POST one', 'POST two, better'])
})

it('what was changed before the tab was closed is so in the next one', async () => {
  const { outbox, openNext } = await withUnsent('unreachable', 'one', 'two', 'three')
  server.goOffline()
  outbox.edit(clientIdOf(outbox, 'two'), 'two, better')
  outbox.discard(clientIdOf(outbox, 'one'))
  outbox.discard(clientIdOf(outbox, 'three'))
  await moment()
  const next = await openNext()
  expect(next.unsent().map(({ body, withdrawn }) => `${body}${withdrawn ? ', withdrawn' : ''}`)).toEqual([
    'one, withdrawn',
    'two, better',
  ])
  server.goOnline()
  await minutes()
  expect(server.bodies()).toEqual(['two, better'])
})

it('a message refused because somebody else is signed in waits for its writer, in this tab and in the next one', async () => {
  const device = newDevice()
  const outbox = device.openTab()
  server.comes('another viewer')
  outbox.send('c', 'as myself')
  await minutes()
  expect(waiting(outbox)).toEqual(['failed as myself'])
  const next = await device.openNext()
  await minutes()
  expect(waiting(next)).toEqual(['failed as myself'])
  expect(server.calls).toEqual(['POST as myself'])
  next.retry(clientIdOf(next, 'as myself'))
  await minutes()
  expect(server.bodies()).toEqual(['as myself'])
})

it('a message that is deleted while somebody else is signed in is taken back once its writer is', async () => {
  const { outbox, kept } = await withUnsent('answer lost', 'sent and regretted')
  server.comes('another viewer')
  outbox.discard(clientIdOf(outbox, 'sent and regretted'))
  await vi.advanceTimersByTimeAsync(1500)
  expect(server.calls).toHaveLength(2)
  expect(kept.size).toBe(1)
  await minutes()
  expect(server.bodies()).toEqual([null])
  expect(kept.size).toBe(0)
})

it('other words for one whose answer was lost become an edit of what is stored', async () => {
  const { outbox, kept } = await withUnsent('answer lost', 'first words')
  expect(outbox.edit(clientIdOf(outbox, 'first words'), 'second words')).toBe(true)
  await minutes()
  expect(server.bodies()).toEqual(['second words'])
  expect(server.calls).toEqual(['POST first words', 'POST second words', 'PATCH second words'])
  expect(kept.size).toBe(0)
})

it('other words for one that never arrived are the ones that are stored', async () => {
  const { outbox } = await withUnsent('unreachable', 'first words')
  outbox.edit(clientIdOf(outbox, 'first words'), 'second words')
  await minutes()
  expect(server.bodies()).toEqual(['second words'])
  expect(server.calls).toEqual(['POST first words', 'POST second words'])
})

it('other words for one that is on its way become an edit, the last of them', async () => {
  const { outbox } = await withUnsent('held', 'first words')
  outbox.edit(clientIdOf(outbox, 'first words'), 'second words')
  outbox.edit(clientIdOf(outbox, 'second words'), 'third words')
  server.release()
  await moment()
  expect(server.bodies()).toEqual(['third words'])
  expect(server.calls).toEqual(['POST first words', 'PATCH third words'])
  expect(outbox.edit(clientIdOf(outbox, 'third words'), 'fourth')).toBe(false)
})

it('an edit whose own answer is lost is not made twice', async () => {
  const { outbox } = await withUnsent('answer lost', 'first words')
  server.comes('unreachable', 'unreachable')
  outbox.edit(clientIdOf(outbox, 'first words'), 'second words')
  server.comes('fair', 'answer lost')
  await minutes()
  expect(server.bodies()).toEqual(['second words'])
  expect(server.calls.filter((call) => call === 'PATCH second words')).toHaveLength(1)
  expect(waiting(outbox)).toEqual([])
})

it('one that nobody has changed here never undoes what another device has written', async () => {
  const { outbox } = await withUnsent('answer lost', 'words')
  const [{ conversationId, clientId } = { conversationId: '', clientId: '' }] = outbox.unsent()
  await server.fetch(`/api/messages/${conversationId}/1`, { method: 'PATCH', body: JSON.stringify({ body: 'other' }) })
  await minutes()
  expect(server.bodies()).toEqual(['other'])
  expect(outbox.unsent().some((message) => message.clientId === clientId)).toBe(false)
})

it('an edit that comes too late leaves what was sent, and its words wait to be sent as a message of their own', async () => {
  const { outbox, kept } = await withUnsent('answer lost', 'first words')
  const firstId = clientIdOf(outbox, 'first words')
  outbox.edit(firstId, 'second words')
  server.comes('fair', 'refused')
  await minutes()
  expect(server.bodies()).toEqual(['first words'])
  expect(waiting(outbox)).toEqual(['failed second words'])
  expect(outbox.unsent()[0]?.fault).toBe(en.messages.sentBefore('It is too late.'))
  expect([...kept.keys()]).not.toContain(firstId)
  outbox.retry(clientIdOf(outbox, 'second words'))
  await minutes()
  expect(server.bodies()).toEqual(['first words', 'second words'])
})

it('cancelling one that was tried and never arrived sends nothing of it', async () => {
  const { outbox, kept } = await withUnsent('unreachable', 'one', 'two')
  outbox.discard(clientIdOf(outbox, 'one'))
  await minutes()
  expect(server.bodies()).toEqual(['two'])
  expect(server.calls).toEqual(['POST one', 'POST', 'POST two'])
  expect(kept.size).toBe(0)
  expect(said()).toEqual([])
})

it.each(['answer lost', 'held'] as const)(
  'cancelling one that is stored takes it back from everybody: %s',
  async (weather) => {
    const { outbox, kept } = await withUnsent(weather, 'one', 'two')
    outbox.discard(clientIdOf(outbox, 'one'))
    server.release()
    await vi.advanceTimersByTimeAsync(3000)
    expect(server.bodies()).toEqual([null, 'two'])
    expect(said()).toEqual([en.messages.withdrawn])
    expect(kept.size).toBe(0)
  },
)

it('a cancelled one that can not be taken back any more stays, and that is said', async () => {
  const { outbox } = await withUnsent('held', 'one')
  outbox.discard(clientIdOf(outbox, 'one'))
  server.comes('refused')
  server.release()
  await moment()
  expect(server.bodies()).toEqual(['one'])
  expect(said()).toEqual([en.messages.notWithdrawn('It is too late.')])
  expect(waiting(outbox)).toEqual([])
})

it('what was cancelled and put back is sent in its place, once', async () => {
  const { outbox } = await withUnsent('unreachable', 'one', 'two', 'three')
  server.goOffline()
  const undo = ['one', 'two'].map((body) => outbox.discard(clientIdOf(outbox, body)))
  for (const putBack of undo) putBack?.()
  server.goOnline()
  await minutes()
  expect(server.bodies()).toEqual(['one', 'two', 'three'])
})

it.each([
  ['while it is on its way', 'held'],
  ['while it is asked whether it was sent', 'unreachable'],
] as const)('put back %s it is sent once', async (_, weather) => {
  const { outbox } = await withUnsent(weather, 'one')
  const undo = outbox.discard(clientIdOf(outbox, 'one'))
  if (weather === 'unreachable') {
    server.comes('held')
    await vi.advanceTimersByTimeAsync(1500)
    expect(server.calls.at(-1)).toBe('POST')
  }
  undo?.()
  server.release()
  await minutes()
  expect(server.bodies()).toEqual(['one'])
  expect(waiting(outbox)).toEqual([])
  expect(said()).toEqual([])
})

it('a refused one goes again with other words, and thrown away it never does', async () => {
  const device = newDevice()
  const outbox = device.openTab()
  server.comes('refused', 'refused')
  outbox.send('c', 'too much')
  outbox.send('c', 'never mind')
  await minutes()
  expect(waiting(outbox)).toEqual(['failed too much', 'failed never mind'])
  outbox.discard(clientIdOf(outbox, 'never mind'))
  outbox.edit(clientIdOf(outbox, 'too much'), 'less')
  await minutes()
  expect(server.bodies()).toEqual(['less'])
  expect(device.kept.size).toBe(0)
})

it('nothing is left to change of what was sent meanwhile', async () => {
  const outbox = newDevice().openTab()
  outbox.send('c', 'one')
  const clientId = clientIdOf(outbox, 'one')
  await moment()
  expect(server.bodies()).toEqual(['one'])
  expect(outbox.edit(clientId, 'other')).toBe(false)
  expect(outbox.discard(clientId)).toBeUndefined()
})

it('two tabs that hold the same messages send what was wanted in either', async () => {
  const heard = new Set<(wish: PendingEdit) => void>()
  const lineOf = (): EditChannel => {
    let mine: ((wish: PendingEdit) => void) | undefined
    return {
      tell(wish) {
        for (const hear of heard) if (hear !== mine) hear(wish)
      },
      hear(listener) {
        mine = listener
        heard.add(listener)
        return () => heard.delete(listener)
      },
    }
  }
  const { openTab, openNext } = newDevice()
  const one = openTab(lineOf())
  one.start()
  server.goOffline()
  for (const body of ['first', 'second', 'third']) one.send('c', body)
  await moment()
  const other = await openNext(lineOf())
  expect(waiting(other)).toEqual(waiting(one))
  one.edit(clientIdOf(one, 'second'), 'second, better')
  other.discard(clientIdOf(other, 'third'))
  expect(clientIdOf(other, 'second, better')).toBe(clientIdOf(one, 'second, better'))
  server.goOnline()
  await minutes()
  expect(server.bodies()).toEqual(['first', 'second, better'])
})
