import type { Route } from 'next'
import { conversationPath } from '@/components/conversation-data/paths'
import { currentStrings } from '@/components/strings/strings'
import { plainPreview } from '@/components/text/detect-markdown'
import type { Person } from '@/lib/accounts/schema'
import type { LogEvent } from '@/lib/events/registry'
import type { Message } from '@/lib/messages/schema'
import type { Alert } from './alerts'
import type { Preview } from './notification-settings'

/** Messages that arrive within this time are shown together. */
const TOGETHER_MS = 50
/** An older message came while nobody could be notified. It is longer than the interval of polling. */
const MAX_AGE_MS = 60_000
const MAX_SHOWN_ONE_BY_ONE = 3
const SOUND_INTERVAL_MS = 2000
const MAX_REMEMBERED = 500
const SUMMARY_TAG = 'messages'

interface MessageNotifierDeps {
  viewerId: string
  /** Whether this tab is to notify of a message. With `isInView` the tab wins against all that do not have it in view. */
  lead(messageId: string, isInView: boolean): Promise<boolean>
  show(alert: Alert): { close(): void }
  play(): void
  /** Called after an alert was shown. */
  onShown(): void
  /** Whether the viewer has that conversation on the screen. */
  isInView(conversationId: string): boolean
  /** Whether the viewer has the list of conversations on the screen. */
  isListInView(): boolean
  preview(): Preview
  /** The server's time in ms. */
  now(): number
}

/** A message that the viewer has not read. `old` came during an absence; `tag` names the alert that shows it. */
interface Unread {
  message: Message
  peer: Person
  state: 'electing' | 'new' | 'old' | 'shown'
  tag?: string
}

/**
 * Shows the messages of other conversations than the open one: for each conversation one alert that gathers its
 * messages, and for what came during an absence one for all of them. Closes an alert when its messages are read, gone,
 * or of a blocked person.
 */
export class MessageNotifier {
  readonly #deps: MessageNotifierDeps
  /** By id, oldest first. */
  readonly #unread = new Map<string, Unread>()
  readonly #alerts = new Map<string, { close(): void }>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #playedAt = Number.NEGATIVE_INFINITY

  constructor(deps: MessageNotifierDeps) {
    this.#deps = deps
  }

  /** Takes each event of the log, once and in order. */
  readonly onEvent = (event: LogEvent): void => {
    switch (event.type) {
      case 'new_message':
        if (!('gone' in event.data)) void this.#consider(event.data.message, event.data.peer)
        break
      case 'message_updated':
        if ('gone' in event.data || event.data.message.retracted) this.#forgetOne(seqOf(event.data))
        else this.#change(event.data.message)
        break
      case 'message_hidden':
        this.#forgetOne(event.data)
        break
      case 'conversation_read': {
        const { conversationId, lastReadSeq } = event.data
        this.#forget(({ message }) => message.conversationId === conversationId && message.seq <= lastReadSeq)
        break
      }
      case 'blocks_changed': {
        const { userId, blocked } = event.data
        if (blocked) this.#forget(({ peer }) => peer.id === userId)
        break
      }
    }
  }

  readonly stop = (): void => clearTimeout(this.#timer)

  async #consider(message: Message, peer: Person) {
    const { viewerId, now, lead, isInView } = this.#deps
    if (message.senderId === viewerId || message.retracted) return
    const isOld = now() - Date.parse(message.createdAt) > MAX_AGE_MS
    const unread: Unread = { message, peer, state: isOld ? 'old' : 'electing' }
    this.#unread.set(message.id, unread)
    for (const id of this.#unread.keys()) if (this.#unread.size > MAX_REMEMBERED) this.#unread.delete(id)
    if (!isOld) {
      const leads = await lead(message.id, isInView(message.conversationId))
      if (!leads) return void this.#unread.delete(message.id)
      unread.state = 'new'
    }
    this.#timer ??= setTimeout(this.#showAll, TOGETHER_MS)
  }

  readonly #showAll = () => {
    this.#timer = undefined
    const { isInView } = this.#deps
    const isSeen = ({ message, state }: Unread) => state !== 'electing' && isInView(message.conversationId)
    for (const [id, unread] of this.#unread) if (isSeen(unread)) this.#unread.delete(id)
    const old = this.#inState('old')
    if (old.length > 0) return void this.#showAbsence(old)
    const fresh = this.#inState('new')
    const conversations = new Set(fresh.map(({ message }) => message.conversationId))
    if (conversations.size > MAX_SHOWN_ONE_BY_ONE) this.#showSummary(fresh)
    else for (const conversationId of conversations) this.#showConversation(conversationId)
    if (fresh.length > 0) this.#play()
  }

  /** Shows what came during an absence together with what came just now, in one alert of one tab. */
  async #showAbsence(old: readonly Unread[]) {
    for (const unread of old) unread.state = 'electing'
    const newest = old.at(-1)
    const leads = newest !== undefined && (await this.#deps.lead(newest.message.id, this.#deps.isListInView()))
    for (const unread of old) {
      if (leads && !this.#deps.isListInView()) unread.state = 'new'
      else this.#unread.delete(unread.message.id)
    }
    const missed = this.#inState('new')
    if (missed.length === 0) return
    this.#showSummary(missed)
    this.#play()
  }

  #showConversation(conversationId: string) {
    const all = [...this.#unread.values()].filter(
      ({ message, state }) => message.conversationId === conversationId && state !== 'electing',
    )
    const [newest] = all.slice(-1)
    if (!newest) return
    const { notifications } = currentStrings()
    const preview = this.#deps.preview()
    const count = all.length
    const text = preview === 'text' ? plainPreview(newest.message.body) : ''
    this.#show(all, {
      tag: `conversation-${conversationId}`,
      ...(preview === 'nothing' ? {} : { title: newest.peer.displayName, person: newest.peer }),
      ...(text !== '' && count > 1 ? { detail: notifications.countNew(count) } : {}),
      text: text === '' ? notifications.newMessages(count) : text,
      path: pathOf(conversationId),
    })
  }

  #showSummary(all: readonly Unread[]) {
    const [first, ...others] = all
    if (!first) return
    const { conversationId } = first.message
    const isOne = others.every(({ message }) => message.conversationId === conversationId)
    this.#show(all, {
      tag: SUMMARY_TAG,
      ...(isOne && this.#deps.preview() !== 'nothing' ? { title: first.peer.displayName, person: first.peer } : {}),
      text: currentStrings().notifications.newMessages(all.length),
      path: isOne ? pathOf(conversationId) : '/messages',
    })
  }

  #show(all: readonly Unread[], alert: Alert) {
    for (const unread of all) Object.assign(unread, { state: 'shown', tag: alert.tag })
    this.#alerts.set(alert.tag, this.#deps.show(alert))
    this.#closeEmpty()
    this.#deps.onShown()
  }

  #play() {
    const now = performance.now()
    if (now - this.#playedAt < SOUND_INTERVAL_MS) return
    this.#playedAt = now
    this.#deps.play()
  }

  #change(message: Message) {
    const unread = this.#unread.get(message.id)
    if (!unread) return
    const hasChanged = unread.message.body !== message.body
    unread.message = message
    if (hasChanged) this.#showAgain(unread)
  }

  #forgetOne({ conversationId, seq }: { conversationId: string; seq: number }) {
    const removed = this.#forget(({ message }) => message.conversationId === conversationId && message.seq === seq)
    for (const unread of removed) this.#showAgain(unread)
  }

  /** Updates the alert of the conversation of a message that changed. */
  #showAgain({ message, tag }: Unread) {
    if (tag !== undefined && tag !== SUMMARY_TAG && this.#alerts.has(tag))
      this.#showConversation(message.conversationId)
  }

  #forget(isGone: (unread: Unread) => boolean): Unread[] {
    const gone = [...this.#unread.values()].filter(isGone)
    for (const { message } of gone) this.#unread.delete(message.id)
    this.#closeEmpty()
    return gone
  }

  /** Closes the alerts none of whose messages is left. */
  #closeEmpty() {
    const tags = new Set([...this.#unread.values()].map(({ tag }) => tag))
    for (const [tag, { close }] of this.#alerts) {
      if (tags.has(tag)) continue
      close()
      this.#alerts.delete(tag)
    }
  }

  #inState = (state: Unread['state']) => [...this.#unread.values()].filter((unread) => unread.state === state)
}

const pathOf = (conversationId: string) => conversationPath(conversationId) as Route // It names a page of the app.

const seqOf = (data: { message: Message } | { conversationId: string; seq: number }) =>
  'message' in data ? data.message : data
