import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { LogEvent } from '@/lib/events/registry'
import type { Message } from '@/lib/messages/schema'
import type { Alert } from './alerts'
import { MessageNotifier } from './message-notifier'
import type { Preview } from './notification-settings'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const peerOf = (name: string) => ({
  id: name.toLowerCase(),
  username: name.toLowerCase(),
  displayName: name,
  pictureId: null,
})

const messageFrom = (name: string, seq: number, fields: Partial<Message> = {}): Message => ({
  id: `${name}-${seq}`,
  conversationId: `with-${name.toLowerCase()}`,
  seq,
  senderId: name.toLowerCase(),
  clientId: `k${seq}`,
  kind: 'text',
  body: `text ${seq}`,
  createdAt: new Date().toISOString(),
  replyTo: null,
  editedAt: null,
  retracted: false,
  reactions: [],
  modSeq: 0,
  ...fields,
})

const said = (name: string, seq: number, fields: Partial<Message> = {}): LogEvent => ({
  seq: 1,
  type: 'new_message',
  data: { message: messageFrom(name, seq, fields), peer: peerOf(name) },
})
const saidLongAgo = (name: string, seq: number) =>
  said(name, seq, { createdAt: new Date(Date.now() - 3_600_000).toISOString() })
const read = (name: string, lastReadSeq: number): LogEvent => ({
  seq: 1,
  type: 'conversation_read',
  data: { conversationId: `with-${name.toLowerCase()}`, lastReadSeq, unread: 0 },
})
const changed = (message: Message): LogEvent => ({ seq: 1, type: 'message_updated', data: { message } })

function openTab({ leads = true, preview = 'text' as Preview, inView = '', listInView = false } = {}) {
  /** The alerts on the screen, by tag. */
  const shown = new Map<string, Alert>()
  const play = vi.fn()
  const lead = vi.fn(async () => leads)
  const notifier = new MessageNotifier({
    viewerId: 'me',
    lead,
    show(alert) {
      shown.set(alert.tag, alert)
      return { close: () => void (shown.get(alert.tag) === alert && shown.delete(alert.tag)) }
    },
    play,
    onShown() {},
    isInView: (id) => id === inView,
    isListInView: () => listInView,
    preview: () => preview,
    now: Date.now,
  })
  const receive = async (...events: LogEvent[]) => {
    for (const event of events) notifier.onEvent(event)
    await vi.advanceTimersByTimeAsync(5000)
  }
  const alerts = () => [...shown.values()].map(({ title, text, detail, path }) => ({ title, text, detail, path }))
  return { receive, alerts, lead, sounds: () => play.mock.calls.length }
}

it('a message is shown with its author and plain text, and opens its conversation', async () => {
  const { receive, alerts, sounds } = openTab()
  await receive(said('Alice', 1, { body: '**Bring** a\ncoat' }))
  expect(alerts()).toEqual([{ title: 'Alice', text: 'Bring a coat', detail: undefined, path: '/messages/with-alice' }])
  expect(sounds()).toBe(1)
})

it('several messages of a conversation are one alert with the newest text and their number', async () => {
  const { receive, alerts, sounds } = openTab()
  await receive(said('Alice', 1))
  await receive(said('Alice', 2), said('Alice', 3), said('Bob', 7))
  expect(alerts()).toMatchObject([
    { title: 'Alice', text: 'text 3', detail: '3 new' },
    { title: 'Bob', text: 'text 7', detail: undefined },
  ])
  expect(sounds()).toBe(2)
})

it('no alert is shown for own messages, for the conversation in view, or by a tab that loses the election', async () => {
  const { receive, alerts, lead, sounds } = openTab({ inView: 'with-alice' })
  await receive(said('Alice', 1), said('Bob', 1, { senderId: 'me' }))
  expect(lead.mock.calls).toEqual([['Alice-1', true]])
  const other = openTab({ leads: false })
  await other.receive(said('Alice', 1))
  expect([alerts(), sounds(), other.alerts(), other.sounds()]).toEqual([[], 0, [], 0])
})

it('the alert of a conversation is closed when its messages were read, and not before', async () => {
  const { receive, alerts } = openTab()
  await receive(said('Alice', 1), said('Alice', 2), said('Bob', 1), read('Alice', 1))
  expect(alerts()).toHaveLength(2)
  await receive(read('Alice', 2))
  expect(alerts()).toMatchObject([{ title: 'Bob' }])
  await receive(said('Alice', 3))
  expect(alerts()).toMatchObject([{ title: 'Bob' }, { title: 'Alice', text: 'text 3', detail: undefined }])
})

it('a message that is edited or deleted is edited or gone in its alert too', async () => {
  const { receive, alerts, sounds } = openTab()
  await receive(said('Alice', 1), said('Alice', 2))
  await receive(changed(messageFrom('Alice', 2, { body: 'better' })))
  expect(alerts()).toMatchObject([{ text: 'better', detail: '2 new' }])
  await receive(changed(messageFrom('Alice', 2, { body: '', retracted: true })))
  expect(alerts()).toMatchObject([{ text: 'text 1', detail: undefined }])
  await receive({ seq: 1, type: 'message_hidden', data: { conversationId: 'with-alice', seq: 1 } })
  expect(alerts()).toEqual([])
  expect(sounds()).toBe(1)
})

it('the messages of a person are not shown any more from the moment they are blocked', async () => {
  const { receive, alerts } = openTab()
  await receive(said('Alice', 1))
  await receive({ seq: 1, type: 'blocks_changed', data: { userId: 'alice', blocked: true } })
  expect(alerts()).toEqual([])
  await receive(said('Bob', 1), { seq: 1, type: 'blocks_changed', data: { userId: 'bob', blocked: true } })
  expect(alerts()).toEqual([])
})

it('what came during an absence is one alert with the number of messages, without those read elsewhere', async () => {
  const { receive, alerts, sounds } = openTab()
  await receive(
    saidLongAgo('Alice', 1),
    saidLongAgo('Alice', 2),
    saidLongAgo('Bob', 1),
    said('Bob', 2),
    read('Alice', 1),
  )
  expect(alerts()).toMatchObject([{ title: undefined, text: '3 new messages', path: '/messages' }])
  expect(sounds()).toBe(1)
  await receive(read('Alice', 2), read('Bob', 2))
  expect(alerts()).toEqual([])
})

it('an absence from one conversation names its person; where the list is in view it is not shown at all', async () => {
  const { receive, alerts } = openTab()
  await receive(saidLongAgo('Alice', 1), saidLongAgo('Alice', 2))
  expect(alerts()).toMatchObject([{ title: 'Alice', text: '2 new messages', path: '/messages/with-alice' }])
  const list = openTab({ listInView: true })
  await list.receive(saidLongAgo('Alice', 1), said('Bob', 2))
  expect([list.alerts(), list.sounds()]).toMatchObject([[{ title: 'Bob' }], 1])
})

it('messages of more than three conversations at once are one alert', async () => {
  const { receive, alerts } = openTab()
  await receive(...['Ann', 'Ben', 'Cas', 'Dee'].map((name) => said(name, 1)))
  expect(alerts()).toMatchObject([{ title: undefined, text: '4 new messages', path: '/messages' }])
})

it('an alert shows the name only, or nothing of the message, if the settings say so', async () => {
  const name = openTab({ preview: 'name' })
  await name.receive(said('Alice', 1))
  expect(name.alerts()).toMatchObject([{ title: 'Alice', text: 'New message' }])
  const nothing = openTab({ preview: 'nothing' })
  await nothing.receive(said('Alice', 1), said('Alice', 2))
  expect(nothing.alerts()).toMatchObject([{ title: undefined, text: '2 new messages', detail: undefined }])
})
