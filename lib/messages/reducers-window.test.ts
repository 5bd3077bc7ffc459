import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEvent, queries } from '@/lib/events/apply-event'
import type { LogEvent } from '@/lib/events/registry'
import type { Pages } from '@/lib/pages'
import { messageOf } from '@/tests/support/message-of'
import {
  ascending,
  KEPT,
  keptForHeight,
  MAX_LOADED,
  type MessageWindow,
  toNewest,
  toWindow,
  type WindowParam,
  withoutNewest,
  withoutOldest,
  withStoredInWindow,
} from './reducers-window'
import type { Message, WindowPage } from './schema'

const PAGE = 50
const peer = { id: 'bob', username: 'bob', displayName: 'Bob', pictureId: null }

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)
const windowFrom = (from: number, to: number, newerCursor: string | null): MessageWindow =>
  toWindow({ pages: [{ items: range(from, to).map((seq) => messageOf(seq)), nextCursor: String(from), newerCursor }] })
const seqsOf = (list: Pages<Message>) => ascending(list).map(({ seq }) => seq)

const arrival = (seq: number): LogEvent => ({
  seq: 1,
  type: 'new_message',
  data: { message: messageOf(seq), peer },
})
const inWindow = (window: MessageWindow, event: LogEvent) =>
  applyEvent(queries.messagesAround.key('c1', 'scrolled'), window, event, 'me') as MessageWindow
const inNewest = (list: Pages<Message>, event: LogEvent) =>
  applyEvent(queries.messages.key('c1'), list, event, 'me') as Pages<Message>

describe('a window', () => {
  it('a new message is left out while newer ones in between are not loaded', () => {
    const window = windowFrom(4, 6, '6')
    expect(inWindow(window, arrival(90))).toBe(window)
    expect(withStoredInWindow(window, messageOf(90))).toBe(window)
  })

  it('a new message is added once to a window that reaches to the newest', () => {
    const once = inWindow(windowFrom(4, 6, null), arrival(7))
    expect(seqsOf(once)).toEqual([4, 5, 6, 7])
    expect(inWindow(once, arrival(7))).toBe(once)
  })

  it('a new message that has no room is left out, and the cursor leads to it', () => {
    const full = inWindow(windowFrom(1, MAX_LOADED, null), arrival(MAX_LOADED + 1))
    expect(seqsOf(full)).toEqual(range(1, MAX_LOADED))
    expect(full.pages[0]?.newerCursor).toBe(String(MAX_LOADED))
  })

  it('a message of another conversation changes nothing', () => {
    const window = windowFrom(4, 6, null)
    const message = { ...messageOf(7), conversationId: 'c2' }
    expect(inWindow(window, { seq: 1, type: 'new_message', data: { message, peer } })).toBe(window)
  })

  it('it has pages of 50 messages that a refetch can ask for one after the other', () => {
    const { pages, pageParams } = windowFrom(11, 130, null)
    expect(pages.map(({ items }) => items.length)).toEqual([50, 50, 20])
    expect(pages.map(({ nextCursor }) => nextCursor)).toEqual(['81', '31', '11'])
    expect(pageParams).toEqual([{ before: '131' }, { before: '81' }, { before: '31' }])
  })
})

describe('the newest messages', () => {
  it('the oldest are dropped when there are too many, and the cursor leads to them', () => {
    const list = inNewest(toNewest(windowFrom(1, KEPT, null)), arrival(KEPT + 1))
    const full = range(KEPT + 2, MAX_LOADED + 1).reduce((next, seq) => inNewest(next, arrival(seq)), list)
    expect(seqsOf(full)).toEqual(range(MAX_LOADED + 2 - KEPT, MAX_LOADED + 1))
    expect(full.pages.at(-1)?.nextCursor).toBe(String(MAX_LOADED + 2 - KEPT))
  })
})

describe('keptForHeight', () => {
  it('in a usual pane a page less than the limit remains', () => expect(keptForHeight(900)).toBe(KEPT))
  it('in a pane of any height, what remains is taller than the pane with both margins', () => {
    for (const height of [3000, 6000]) expect(keptForHeight(height) * 40).toBeGreaterThan(height + 2 * 600)
  })
})

/** A conversation on the server, and the lists of one tab that shows it. */
class Model {
  readonly stored = new Map<number, Message>()
  newest: Pages<Message>
  window: MessageWindow | undefined
  #lastSeq = 0

  constructor(count: number) {
    for (let sent = 0; sent < count; sent++) this.#store()
    this.newest = { pages: [this.#before(undefined)], pageParams: [undefined] }
  }

  #store() {
    this.#lastSeq++
    this.stored.set(this.#lastSeq, messageOf(this.#lastSeq))
    return this.#lastSeq
  }

  receive(event: LogEvent) {
    this.newest = inNewest(this.newest, event)
    if (this.window) this.window = inWindow(this.window, event)
  }

  visible = () => [...this.stored.values()]

  #before(before: number | undefined) {
    const rows = this.visible().filter(({ seq }) => before === undefined || seq < before)
    const items = rows.slice(-PAGE)
    return { items, nextCursor: rows.length > PAGE ? String(items[0]?.seq) : null }
  }

  #page(param: WindowParam): WindowPage {
    if ('before' in param)
      return { ...this.#before(Number(param.before)), newerCursor: String(Number(param.before) - 1) }
    const above = 'after' in param ? Number(param.after) : param.at
    const rows = this.visible().filter(({ seq }) => seq > above)
    const limit = 'after' in param ? PAGE : PAGE / 2
    const items = rows.slice(0, limit)
    const newerCursor = rows.length > limit ? String(items.at(-1)?.seq) : null
    if ('after' in param) return { items, nextCursor: String(above + 1), newerCursor }
    const upTo = this.visible().filter(({ seq }) => seq <= above)
    const older = upTo.slice(-limit)
    return {
      items: [...older, ...items],
      nextCursor: upTo.length > limit ? String(older[0]?.seq) : null,
      newerCursor,
    }
  }

  readonly steps = {
    send: () => this.receive(arrival(this.#store())),
    sendMany: () => {
      for (let sent = 0; sent < 60; sent++) this.steps.send()
    },
    /** The answer to the viewer's own send comes before the event of an earlier message. */
    sendOutOfOrder: () => {
      const [earlier, own] = [this.#store(), this.#store()]
      if (this.window) this.window = withStoredInWindow(this.window, messageOf(own))
      this.receive(arrival(earlier))
      this.receive(arrival(own))
    },
    edit: (at: number) => {
      const message = this.visible()[at % Math.max(1, this.stored.size)]
      if (!message) return
      const edited = { ...message, modSeq: message.modSeq + 1 }
      this.stored.set(message.seq, edited)
      this.receive({ seq: 1, type: 'message_updated', data: { message: edited } })
    },
    hide: (at: number) => {
      const message = this.visible()[at % Math.max(1, this.stored.size)]
      if (!message) return
      this.stored.delete(message.seq)
      this.receive({ seq: 1, type: 'message_hidden', data: { conversationId: 'c1', seq: message.seq } })
    },
    leaveBottom: () => {
      if (seqsOf(this.newest).length > 0) this.window ??= toWindow(this.newest)
    },
    jump: (at: number) => {
      const param = { at: (at % Math.max(1, this.#lastSeq)) + 1 }
      this.window = { pages: [this.#page(param)], pageParams: [param] }
    },
    older: () => {
      const window = this.window && withoutNewest(this.window, KEPT)
      const before = window?.pages.at(-1)?.nextCursor
      if (!window || !before) return
      const page = this.#page({ before })
      this.window = { pages: [...window.pages, page], pageParams: [...window.pageParams, { before }] }
    },
    newer: () => {
      const window = this.window && withoutOldest(this.window, KEPT)
      const after = window?.pages[0]?.newerCursor
      if (!window || !after) return
      this.window = { pages: [this.#page({ after }), ...window.pages], pageParams: [{ after }, ...window.pageParams] }
    },
    reachBottom: () => {
      if (this.window?.pages[0]?.newerCursor !== null) return
      this.newest = toNewest(this.window)
      this.window = undefined
    },
    /** More events were missed than the log returns, so everything is fetched again, as the query client does it. */
    gap: () => {
      for (let sent = 0; sent < 20; sent++) this.#store()
      this.newest = { pages: [this.#before(undefined)], pageParams: [undefined] }
      if (!this.window) return
      const [first] = this.window.pageParams
      const refetched: WindowPage[] = []
      for (let param: WindowParam | undefined = first; param && refetched.length < this.window.pages.length; ) {
        const page = this.#page(param)
        refetched.push(page)
        param = page.nextCursor === null ? undefined : { before: page.nextCursor }
      }
      this.window = { pages: refetched, pageParams: this.window.pageParams.slice(0, refetched.length) }
    },
  }
}

/** Expects a list to hold every visible message between its ends once, in order and in its newest version. */
function expectExact(model: Model, list: Pages<Message>, newerCursor: string | null) {
  const shown = ascending(list)
  const after = list.pages.at(-1)?.nextCursor
  const isInside = ({ seq }: Message) =>
    (!after || seq >= Number(after)) && (newerCursor === null || seq <= Number(newerCursor))
  expect(shown.map(({ seq, modSeq }) => `${seq} ${modSeq}`)).toEqual(
    model
      .visible()
      .filter(isInside)
      .map(({ seq, modSeq }) => `${seq} ${modSeq}`),
  )
  expect(shown.length).toBeLessThanOrEqual(MAX_LOADED)
}

describe('the loaded messages of a conversation', () => {
  it('have no gap, no repetition and a limit, whatever is scrolled, received, changed, deleted or missed', () => {
    const names = Object.keys(new Model(0).steps) as (keyof Model['steps'])[]
    const step = fc.tuple(fc.constantFrom(...names), fc.nat(1000))
    fc.assert(
      fc.property(fc.nat(400), fc.array(step, { minLength: 5, maxLength: 60 }), (count, steps) => {
        const model = new Model(count)
        for (const [name, at] of steps) {
          model.steps[name](at)
          expectExact(model, model.newest, null)
          if (model.window) expectExact(model, model.window, model.window.pages[0]?.newerCursor ?? null)
        }
      }),
    )
  })

  it('loading on in one direction reaches the end of the history and shows every message once', () => {
    const model = new Model(420)
    model.steps.leaveBottom()
    const seen = new Set<number>()
    for (const direction of ['older', 'newer'] as const)
      for (let load = 0; load < 12; load++) {
        model.steps[direction]()
        for (const seq of seqsOf(model.window ?? model.newest)) seen.add(seq)
      }
    expect(seen.size).toBe(420)
    expect(seqsOf(model.window ?? model.newest).at(-1)).toBe(420)
    expect(model.window?.pages[0]?.newerCursor).toBeNull()
  })
})
