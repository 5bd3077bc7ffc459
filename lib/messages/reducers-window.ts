import type { LogEvent } from '@/lib/events/registry'
import type { Pages } from '@/lib/pages'
import type { Page } from '@/lib/paging'
import { reduceMessages, withMessage, withNewerMessage } from './reducers'
import type { Message, WindowPage } from './schema'

/** Number of messages in a page of history. */
const PAGE_SIZE = 50
/** A tab keeps at most this many messages of a conversation in one list. */
export const MAX_LOADED = 150
/** Number of messages that remain when a list has become too long. */
export const KEPT = MAX_LOADED - PAGE_SIZE
/** The least height of a message, in pixels. */
const MESSAGE_HEIGHT = 40
/** Messages this near to the visible ones, in pixels, are loaded before they are visible. */
const LOAD_AHEAD = 600

/** Selects a page of a window: the one around a seq, or the one before or after a cursor. */
export type WindowParam = { at: number } | { before: string } | { after: string }

/** A part of the history without gaps, pages newest first; within a page the oldest message is first. */
export interface MessageWindow extends Pages<Message> {
  pages: WindowPage[]
  pageParams: WindowParam[]
}

/**
 * Returns how many messages remain when the next page is loaded in a pane of this height: so many that the end where
 * others are dropped is too far away to be loaded again.
 */
export const keptForHeight = (paneHeight: number) =>
  Math.max(KEPT, Math.ceil((paneHeight + 3 * LOAD_AHEAD) / MESSAGE_HEIGHT))

/** Reduces the newest messages of a conversation. The oldest are dropped when there are too many. */
export const reduceNewest = (list: Pages<Message>, event: LogEvent, conversationId: string): Pages<Message> =>
  withinLimit(reduceMessages(list, event, conversationId))

/** Returns the newest messages with a message that the server has stored, in its newest version. */
export const withStoredMessage = (list: Pages<Message>, message: Message): Pages<Message> =>
  withinLimit(withNewerMessage(withMessage(list, message), message))

const withinLimit = (list: Pages<Message>) => (countOf(list) > MAX_LOADED ? withoutOldest(list, KEPT) : list)

/**
 * Reduces a window. A new message is added only if the window reaches to the newest one and has room for it, because
 * the viewer may be reading at its other end; else `newerCursor` leads to it.
 */
export function reduceWindow(window: MessageWindow, event: LogEvent, conversationId: string): MessageWindow {
  if (event.type !== 'new_message' || 'gone' in event.data)
    return asWindow(reduceMessages(window, event, conversationId))
  const { message } = event.data
  return message.conversationId === conversationId ? withArrival(window, message) : window
}

/** Returns the window with a message that the server has stored, in its newest version, if it belongs into it. */
export const withStoredInWindow = (window: MessageWindow, message: Message): MessageWindow =>
  asWindow(withNewerMessage(withArrival(window, message), message))

function withArrival(window: MessageWindow, message: Message): MessageWindow {
  const newerCursor = window.pages[0]?.newerCursor ?? null
  const isBeyond = newerCursor !== null && message.seq > Number(newerCursor)
  return isBeyond ? window : withoutNewest(asWindow(withMessage(window, message)), MAX_LOADED)
}

/** The reducers for messages keep the other fields of a page. */
const asWindow = (list: Pages<Message>) => list as MessageWindow

/** Returns the loaded messages as a window of pages like the server's, so that a refetch brings the same messages. */
export function toWindow(list: { pages: (Page<Message> & Partial<WindowPage>)[] }): MessageWindow {
  const [newest, oldest] = [list.pages[0], list.pages.at(-1)]
  return windowOf(ascending(list), oldest?.nextCursor ?? null, newest?.newerCursor ?? null)
}

/** Returns the newest messages from a window that reaches to them. */
export function toNewest(window: MessageWindow): Pages<Message> {
  const { pages, pageParams } = withoutOldest(window, KEPT)
  return {
    pages: pages.map(({ items, nextCursor }) => ({ items, nextCursor })),
    pageParams: pageParams.map((_, index) => pages[index - 1]?.nextCursor ?? undefined),
  }
}

/** Drops the newest messages of a window but for the oldest `kept`; `newerCursor` leads to those dropped. */
export function withoutNewest(window: MessageWindow, kept: number): MessageWindow {
  if (countOf(window) <= kept) return window
  const messages = ascending(window).slice(0, kept)
  return windowOf(messages, window.pages.at(-1)?.nextCursor ?? null, String(messages.at(-1)?.seq ?? 0))
}

/** Drops the oldest messages of a list but for the newest `kept`; `nextCursor` leads to those dropped. */
export function withoutOldest<Loaded extends Page<Message>, Param>(
  list: { pages: Loaded[]; pageParams: Param[] },
  kept: number,
) {
  if (countOf(list) <= kept) return list
  const pages: Loaded[] = []
  let room = kept
  for (const page of list.pages) {
    if (room <= 0) break
    const items = page.items.slice(-room)
    room -= items.length
    pages.push(items.length === page.items.length ? page : { ...page, items, nextCursor: String(items[0]?.seq ?? 0) })
  }
  return { pages, pageParams: list.pageParams.slice(0, pages.length) }
}

function windowOf(messages: readonly Message[], nextCursor: string | null, newerCursor: string | null): MessageWindow {
  const pages: WindowPage[] = []
  for (let end = messages.length; end > 0; end -= PAGE_SIZE) {
    const items = messages.slice(Math.max(0, end - PAGE_SIZE), end)
    pages.push({ items, nextCursor: String(items[0]?.seq ?? 0), newerCursor: String(items.at(-1)?.seq ?? 0) })
  }
  const [newest = { items: [], nextCursor, newerCursor }, ...older] = pages
  const ends = [{ ...newest, newerCursor }, ...older]
  const oldest = ends.at(-1)
  if (oldest) oldest.nextCursor = nextCursor
  return { pages: ends, pageParams: ends.map(({ items }) => ({ before: String((items.at(-1)?.seq ?? 0) + 1) })) }
}

/** Returns the messages of a list, oldest first. */
export const ascending = ({ pages }: { pages: readonly Page<Message>[] }): Message[] =>
  [...pages].reverse().flatMap(({ items }) => items)

/** Returns the seq of the newest loaded message; 0 if there is none. */
export const newestSeqOf = (list: Pages<Message>): number => ascending(list).at(-1)?.seq ?? 0

const countOf = ({ pages }: { pages: readonly Page<Message>[] }) =>
  pages.reduce((count, { items }) => count + items.length, 0)
