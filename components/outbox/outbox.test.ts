import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { OutboxStorage, StoredOutboxItem } from '@/components/offline/device-store'
import { en } from '@/components/strings/en'
import { toasts } from '@/components/ui/toasts'
import { createSendServer } from './fake-send-server'
import { Outbox } from './outbox'
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

const noOtherTabs: EditChannel = { publish: () => {}, subscribe: () => () => {} }

/** A device whose stored outbox is shared by all tabs that are opened on it. A full disk stores nothing. */
function newDevice(disk: { full?: boolean } = {}) {
  const stored = new Map<string, StoredOutboxItem>()
  const storage: OutboxStorage = {
    listUnsent: async () => [...stored.values()],
    async putUnsent(message) {
      if (!disk.full) stored.set(message.clientId, message)
      return !disk.full
    },
    deleteUnsent: async (clientId) => void stored.delete(clientId),
  }
  const openTab = (editChannel = noOtherTabs) =>
    new Outbox({ queryClient: new QueryClient(), storage, editChannel, onStored: () => {} })
  /** Opens a tab that takes over the messages of the others; without locks every other tab counts as closed. */
  const openNextTab = async (editChannel?: EditChannel) => {
    for (const message of stored.values()) stored.set(message.clientId, { ...message, tabId: 'another' })
    const outbox = openTab(editChannel)
    outbox.start()
    await flushTimers()
    return outbox
  }
  return { stored, openTab, openNextTab }
}

const clientIdOf = (outbox: Outbox, body: string) =>
  outbox.unsent().find((message) => message.body === body)?.clientId ?? `no message with text ${body}`
const itemsOf = (outbox: Outbox) => outbox.unsent().map(({ body, state }) => `${state} ${body}`)
const toastTexts = () => toasts.shown().map(({ text }) => text)
const flushTimers = () => vi.advanceTimersByTimeAsync(0)
const advanceThreeMinutes = () => vi.advanceTimersByTimeAsync(180_000)

/** Opens a tab with unsent messages, of which the first was tried with this fault. */
async function openTabWithUnsent(fault: 'response lost' | 'unreachable' | 'held', ...bodies: string[]) {
  const device = newDevice()
  const outbox = device.openTab()
  server.failNext(fault)
  for (const body of bodies) outbox.send('c', body)
  await flushTimers()
  return { ...device, outbox }
}

/** Returns whether the browser would ask for confirmation before it closes this tab. */
function asksBeforeClosing(): boolean {
  const leaving = new Event('beforeunload', { cancelable: true })
  Object.defineProperty(leaving, 'returnValue', { writable: true, value: '' })
  events.dispatchEvent(leaving)
  return leaving.defaultPrevented
}

it('a message that the device cannot store is sent, and closing the tab before that asks for confirmation', async () => {
  const disk = { full: true }
  const { openTab } = newDevice(disk)
  const outbox = openTab()
  const stop = outbox.start()
  server.failNext('unreachable')
  outbox.send('c', 'one')
  await flushTimers()
  expect(outbox.unsent().map(({ inTabOnly }) => inTabOnly)).toEqual([true])
  expect(asksBeforeClosing()).toBe(true)
  disk.full = false
  server.failNext('unreachable')
  await vi.advanceTimersByTimeAsync(2000)
  expect(outbox.unsent().map(({ inTabOnly }) => inTabOnly)).toEqual([false])
  expect(asksBeforeClosing()).toBe(false)
  disk.full = true
  outbox.send('c', 'two')
  await flushTimers()
  expect(asksBeforeClosing()).toBe(true)
  await advanceThreeMinutes()
  expect(server.bodies()).toEqual(['one', 'two'])
  expect(asksBeforeClosing()).toBe(false)
  stop()
})

it('queued messages can be edited and cancelled while offline, and the rest is sent in order later', async () => {
  const { outbox, stored } = await openTabWithUnsent('unreachable', 'one', 'two', 'three')
  server.goOffline()
  expect(outbox.edit(clientIdOf(outbox, 'two'), 'two, better')).toBe(true)
  outbox.discard(clientIdOf(outbox, 'three'))
  expect(itemsOf(outbox)).toEqual(['queued one', 'queued two, better'])
  server.goOnline()
  await advanceThreeMinutes()
  expect(server.bodies()).toEqual(['one', 'two, better'])
  expect(itemsOf(outbox)).toEqual([])
  expect(stored.size).toBe(0)
  expect(server.calls).toEqual(['POST one', 'POST one', 'POST two, better'])
})

it('edits and cancellations of unsent messages are stored when the next tab takes over', async () => {
  const { outbox, openNextTab } = await openTabWithUnsent('unreachable', 'one', 'two', 'three')
  server.goOffline()
  outbox.edit(clientIdOf(outbox, 'two'), 'two, better')
  outbox.discard(clientIdOf(outbox, 'one'))
  outbox.discard(clientIdOf(outbox, 'three'))
  await flushTimers()
  const next = await openNextTab()
  expect(next.unsent().map(({ body, withdrawn }) => `${body}${withdrawn ? ', withdrawn' : ''}`)).toEqual([
    'one, withdrawn',
    'two, better',
  ])
  server.goOnline()
  await advanceThreeMinutes()
  expect(server.bodies()).toEqual(['two, better'])
})

it('a message refused because another user is signed in stays failed in all tabs until it is retried', async () => {
  const device = newDevice()
  const outbox = device.openTab()
  server.failNext('another viewer')
  outbox.send('c', 'as myself')
  await advanceThreeMinutes()
  expect(itemsOf(outbox)).toEqual(['failed as myself'])
  const next = await device.openNextTab()
  await advanceThreeMinutes()
  expect(itemsOf(next)).toEqual(['failed as myself'])
  expect(server.calls).toEqual(['POST as myself'])
  next.retry(clientIdOf(next, 'as myself'))
  await advanceThreeMinutes()
  expect(server.bodies()).toEqual(['as myself'])
})

it('a sent message cancelled while another user is signed in is retracted when its author is back', async () => {
  const { outbox, stored } = await openTabWithUnsent('response lost', 'sent and regretted')
  server.failNext('another viewer')
  outbox.discard(clientIdOf(outbox, 'sent and regretted'))
  await vi.advanceTimersByTimeAsync(1500)
  expect(server.calls).toHaveLength(2)
  expect(stored.size).toBe(1)
  await advanceThreeMinutes()
  expect(server.bodies()).toEqual([null])
  expect(stored.size).toBe(0)
})

it('changing a message whose response was lost edits the stored message', async () => {
  const { outbox, stored } = await openTabWithUnsent('response lost', 'first words')
  expect(outbox.edit(clientIdOf(outbox, 'first words'), 'second words')).toBe(true)
  await advanceThreeMinutes()
  expect(server.bodies()).toEqual(['second words'])
  expect(server.calls).toEqual(['POST first words', 'POST second words', 'PATCH second words'])
  expect(stored.size).toBe(0)
})

it('changing a message that never arrived sends only the new text', async () => {
  const { outbox } = await openTabWithUnsent('unreachable', 'first words')
  outbox.edit(clientIdOf(outbox, 'first words'), 'second words')
  await advanceThreeMinutes()
  expect(server.bodies()).toEqual(['second words'])
  expect(server.calls).toEqual(['POST first words', 'POST second words'])
})

it('changing a message twice while it is being sent makes one edit with the last text', async () => {
  const { outbox } = await openTabWithUnsent('held', 'first words')
  outbox.edit(clientIdOf(outbox, 'first words'), 'second words')
  outbox.edit(clientIdOf(outbox, 'second words'), 'third words')
  server.release()
  await flushTimers()
  expect(server.bodies()).toEqual(['third words'])
  expect(server.calls).toEqual(['POST first words', 'PATCH third words'])
  expect(outbox.edit(clientIdOf(outbox, 'third words'), 'fourth')).toBe(false)
})

it('an edit whose response is lost is not sent twice', async () => {
  const { outbox } = await openTabWithUnsent('response lost', 'first words')
  server.failNext('unreachable', 'unreachable')
  outbox.edit(clientIdOf(outbox, 'first words'), 'second words')
  server.failNext('none', 'response lost')
  await advanceThreeMinutes()
  expect(server.bodies()).toEqual(['second words'])
  expect(server.calls.filter((call) => call === 'PATCH second words')).toHaveLength(1)
  expect(itemsOf(outbox)).toEqual([])
})

it('resending an unchanged message does not overwrite an edit from another device', async () => {
  const { outbox } = await openTabWithUnsent('response lost', 'words')
  const [{ conversationId, clientId } = { conversationId: '', clientId: '' }] = outbox.unsent()
  await server.fetch(`/api/messages/${conversationId}/1`, { method: 'PATCH', body: JSON.stringify({ body: 'other' }) })
  await advanceThreeMinutes()
  expect(server.bodies()).toEqual(['other'])
  expect(outbox.unsent().some((message) => message.clientId === clientId)).toBe(false)
})

it('a refused edit leaves the stored message unchanged, and its text becomes a failed message of its own', async () => {
  const { outbox, stored } = await openTabWithUnsent('response lost', 'first words')
  const firstId = clientIdOf(outbox, 'first words')
  outbox.edit(firstId, 'second words')
  server.failNext('none', 'refused')
  await advanceThreeMinutes()
  expect(server.bodies()).toEqual(['first words'])
  expect(itemsOf(outbox)).toEqual(['failed second words'])
  expect(outbox.unsent()[0]?.fault).toBe(en.messages.sentBefore('It is too late.'))
  expect([...stored.keys()]).not.toContain(firstId)
  outbox.retry(clientIdOf(outbox, 'second words'))
  await advanceThreeMinutes()
  expect(server.bodies()).toEqual(['first words', 'second words'])
})

it('cancelling a message that was tried but never arrived stores nothing', async () => {
  const { outbox, stored } = await openTabWithUnsent('unreachable', 'one', 'two')
  outbox.discard(clientIdOf(outbox, 'one'))
  await advanceThreeMinutes()
  expect(server.bodies()).toEqual(['two'])
  expect(server.calls).toEqual(['POST one', 'POST', 'POST two'])
  expect(stored.size).toBe(0)
  expect(toastTexts()).toEqual([])
})

it.each(['response lost', 'held'] as const)(
  'cancelling a message that is already stored retracts it: %s',
  async (fault) => {
    const { outbox, stored } = await openTabWithUnsent(fault, 'one', 'two')
    outbox.discard(clientIdOf(outbox, 'one'))
    server.release()
    await vi.advanceTimersByTimeAsync(3000)
    expect(server.bodies()).toEqual([null, 'two'])
    expect(toastTexts()).toEqual([en.messages.withdrawn])
    expect(stored.size).toBe(0)
  },
)

it('a cancelled message whose retraction is refused stays stored, and a toast reports it', async () => {
  const { outbox } = await openTabWithUnsent('held', 'one')
  outbox.discard(clientIdOf(outbox, 'one'))
  server.failNext('refused')
  server.release()
  await flushTimers()
  expect(server.bodies()).toEqual(['one'])
  expect(toastTexts()).toEqual([en.messages.notWithdrawn('It is too late.')])
  expect(itemsOf(outbox)).toEqual([])
})

it('a message whose cancellation is undone is sent once, in its original order', async () => {
  const { outbox } = await openTabWithUnsent('unreachable', 'one', 'two', 'three')
  server.goOffline()
  const undo = ['one', 'two'].map((body) => outbox.discard(clientIdOf(outbox, body)))
  for (const restore of undo) restore?.()
  server.goOnline()
  await advanceThreeMinutes()
  expect(server.bodies()).toEqual(['one', 'two', 'three'])
})

it.each([
  ['it is being sent', 'held'],
  ['the server is asked whether it was stored', 'unreachable'],
] as const)('a message whose cancellation is undone while %s is sent once', async (_, fault) => {
  const { outbox } = await openTabWithUnsent(fault, 'one')
  const undo = outbox.discard(clientIdOf(outbox, 'one'))
  if (fault === 'unreachable') {
    server.failNext('held')
    await vi.advanceTimersByTimeAsync(1500)
    expect(server.calls.at(-1)).toBe('POST')
  }
  undo?.()
  server.release()
  await advanceThreeMinutes()
  expect(server.bodies()).toEqual(['one'])
  expect(itemsOf(outbox)).toEqual([])
  expect(toastTexts()).toEqual([])
})

it('a refused message is sent again when its text is changed, and never after it is discarded', async () => {
  const device = newDevice()
  const outbox = device.openTab()
  server.failNext('refused', 'refused')
  outbox.send('c', 'too much')
  outbox.send('c', 'never mind')
  await advanceThreeMinutes()
  expect(itemsOf(outbox)).toEqual(['failed too much', 'failed never mind'])
  outbox.discard(clientIdOf(outbox, 'never mind'))
  outbox.edit(clientIdOf(outbox, 'too much'), 'less')
  await advanceThreeMinutes()
  expect(server.bodies()).toEqual(['less'])
  expect(device.stored.size).toBe(0)
})

it('a message that has been stored cannot be edited or discarded in the outbox', async () => {
  const outbox = newDevice().openTab()
  outbox.send('c', 'one')
  const clientId = clientIdOf(outbox, 'one')
  await flushTimers()
  expect(server.bodies()).toEqual(['one'])
  expect(outbox.edit(clientId, 'other')).toBe(false)
  expect(outbox.discard(clientId)).toBeUndefined()
})

it('two tabs with the same unsent messages apply the edits made in either of them', async () => {
  const listeners = new Set<(edit: PendingEdit) => void>()
  const openChannel = (): EditChannel => {
    let own: ((edit: PendingEdit) => void) | undefined
    return {
      publish(edit) {
        for (const listener of listeners) if (listener !== own) listener(edit)
      },
      subscribe(listener) {
        own = listener
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    }
  }
  const { openTab, openNextTab } = newDevice()
  const one = openTab(openChannel())
  one.start()
  server.goOffline()
  for (const body of ['first', 'second', 'third']) one.send('c', body)
  await flushTimers()
  const other = await openNextTab(openChannel())
  expect(itemsOf(other)).toEqual(itemsOf(one))
  one.edit(clientIdOf(one, 'second'), 'second, better')
  other.discard(clientIdOf(other, 'third'))
  expect(clientIdOf(other, 'second, better')).toBe(clientIdOf(one, 'second, better'))
  server.goOnline()
  await advanceThreeMinutes()
  expect(server.bodies()).toEqual(['first', 'second, better'])
})
