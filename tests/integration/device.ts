import { InfiniteQueryObserver, type QueryClient, type QueryKey, QueryObserver } from '@tanstack/react-query'
import { conversationsQuery } from '@/components/conversation-data/conversation-queries'
import { conversationQuery } from '@/components/conversation-data/use-conversation'
import { historyQuery } from '@/components/message-data/message-queries'
import { notificationsQuery } from '@/components/notifications/notifications-query'
import { get } from '@/components/sync/api'
import { createQueryClient } from '@/components/sync/query-client'
import { SyncClient } from '@/components/sync/sync-client'
import { meQuery } from '@/components/sync/use-me'
import { pagedQueryOptions } from '@/components/sync/use-pages'
import type { MeResponse } from '@/lib/accounts/schema'
import type { Conversation } from '@/lib/conversations/schema'
import { queries } from '@/lib/events/apply-event'
import type { Message } from '@/lib/messages/schema'
import type { Notification } from '@/lib/notifications/schema'
import type { Link } from './link'

/** Small pages, so that lists have several. */
const PAGE = { limit: '3' }

/** A part of the app that a device may show besides its badges. */
export type Screen = 'conversations' | 'notifications' | { conversationId: string }

/** An open tab without a user interface: the real sync client and query cache, and the queries of the screens. */
export class Device {
  readonly #shown = new Map<string, () => void>()
  readonly #stop: () => void

  private constructor(
    readonly link: Link,
    readonly client: QueryClient,
    readonly syncClient: SyncClient,
  ) {
    this.#stop = syncClient.start()
    this.#observe('badges', new QueryObserver(client, meQuery))
  }

  /** Opens a device as a page that was just loaded. */
  static open(link: Link): Promise<Device> {
    return link.run(async () => {
      const me = await get<MeResponse>('/api/me')
      const client = createQueryClient()
      client.setQueryData(queries.me.key(), me)
      return new Device(link, client, new SyncClient(client, me.user.id, me.cursor))
    })
  }

  close() {
    for (const hide of this.#shown.values()) hide()
    this.#stop()
    this.client.clear()
  }

  receive(frame: unknown) {
    this.link.run(() => this.syncClient.receive(frame))
  }

  /** Syncs, as a tab does when it becomes visible, wakes up or polls. */
  check(): Promise<void> {
    return this.link.run(() => this.syncClient.sync())
  }

  show(screen: Screen) {
    const name = nameOf(screen)
    if (this.#shown.has(name)) return
    this.link.run(() => {
      if (screen === 'conversations') return this.#observePages(name, LIST)
      if (screen === 'notifications') return this.#observePages(name, NOTIFICATIONS)
      this.#observePages(name, messagesQuery(screen.conversationId))
      this.#observe(`header of ${name}`, new QueryObserver(this.client, conversationQuery(screen.conversationId)))
    })
  }

  hide(screen: Screen) {
    for (const name of [nameOf(screen), `header of ${nameOf(screen)}`]) {
      this.#shown.get(name)?.()
      this.#shown.delete(name)
    }
  }

  /** Scrolls to the end of the loaded pages of a screen, which loads the next page. */
  scroll(screen: Screen) {
    if (!this.#shown.has(nameOf(screen))) return
    const list = this.#lists.get(nameOf(screen))
    if (list?.getCurrentResult().isFetching === false && this.hasMore(screen)) void this.loadMore(screen)
  }

  /** Returns whether the server has further pages of a shown screen. */
  hasMore = (screen: Screen) => this.#lists.get(nameOf(screen))?.getCurrentResult().hasNextPage === true

  /** Loads the next page of a shown screen; resolves when it is loaded. */
  async loadMore(screen: Screen) {
    await this.link.run(() => this.#lists.get(nameOf(screen))?.fetchNextPage())
  }

  /** Returns the cached data of the key, or undefined if there is none or it is invalidated. */
  freshData<Data>(key: QueryKey): Data | undefined {
    const query = this.client.getQueryCache().find<Data>({ queryKey: key, exact: true })
    return query?.state.isInvalidated ? undefined : query?.state.data
  }

  isIdle = () => this.client.isFetching() === 0

  readonly #lists = new Map<string, Pick<InfiniteQueryObserver, 'getCurrentResult' | 'fetchNextPage'>>()

  #observePages<Item>(name: string, query: ReturnType<typeof pagedQueryOptions<Item>>) {
    const observer = new InfiniteQueryObserver(this.client, query)
    this.#lists.set(name, observer)
    this.#observe(name, observer)
  }

  #observe(name: string, observer: { subscribe(listener: () => void): () => void }) {
    this.#shown.set(
      name,
      observer.subscribe(() => {}),
    )
  }
}

const nameOf = (screen: Screen) => (typeof screen === 'string' ? screen : `messages of ${screen.conversationId}`)

const LIST = pagedQueryOptions<Conversation>({ ...conversationsQuery(), query: PAGE })
const NOTIFICATIONS = pagedQueryOptions<Notification>({ ...notificationsQuery, query: PAGE })
const messagesQuery = (id: string) => pagedQueryOptions<Message>({ ...historyQuery(id), query: { limit: '5' } })
