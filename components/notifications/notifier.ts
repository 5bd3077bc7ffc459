import { currentStrings } from '@/components/strings/strings'
import type { toast } from '@/components/ui/toasts'
import type { LogEvent } from '@/lib/events/registry'
import { reduceNotifications } from '@/lib/notifications/reducers'
import type { Notification } from '@/lib/notifications/schema'
import { itemsOf, type Pages } from '@/lib/pages'
import { isKnownKind, notificationPath, notificationText } from './kinds'

const MAX_SINGLE_TOASTS = 3
/** Notifications that arrive within this time are shown together. */
const BATCH_DELAY_MS = 50
const MAX_UNREAD_KEPT = 100

interface NotifierDeps {
  /** Whether this tab is the one that shows the notification. */
  lead(topic: string): Promise<boolean>
  show: typeof toast
  play(): void
  /** Whether the screen already shows it. */
  isInView(notification: Notification): boolean
}

interface ShownToast {
  ids: ReadonlySet<string>
  close(): void
}

/**
 * Shows new notifications: a toast each, or one for many, with one sound. Removes a toast when its notification was
 * read or answered on another device, or withdrawn.
 */
export function createNotifier({ lead, show, play, isInView }: NotifierDeps) {
  let unread: Pages<Notification> = listOf([])
  let shownToasts: ShownToast[] = []
  const pendingIds = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const showPending = () => {
    timer = undefined
    const items = itemsOf(unread).filter((item) => pendingIds.has(item.id) && !isInView(item))
    pendingIds.clear()
    if (items.length === 0) return
    if (items.length > MAX_SINGLE_TOASTS) showSummary(items)
    else for (const item of [...items].reverse()) showOne(item)
    play()
  }

  const showOne = (item: Notification) => {
    const { person } = item
    const strings = currentStrings()
    const action = { label: strings.toasts.open, href: notificationPath(item) }
    const { close } = show({ text: notificationText(item, person.displayName, strings), person, action })
    shownToasts.push({ ids: new Set([item.id]), close })
  }

  const showSummary = (items: Notification[]) => {
    const strings = currentStrings()
    const action = { label: strings.toasts.open, href: '/notifications' } as const
    const { close } = show({ text: strings.notifications.several(items.length), action })
    shownToasts.push({ ids: new Set(items.map(({ id }) => id)), close })
  }

  const showIfLeader = async (item: Notification) => {
    if (item.read || !isKnownKind(item) || !(await lead(item.id))) return
    pendingIds.add(item.id)
    timer ??= setTimeout(showPending, BATCH_DELAY_MS)
  }

  return {
    /** Takes each event of the log, once and in order. */
    onEvent(event: LogEvent) {
      const items = itemsOf(reduceNotifications(unread, event)).filter(({ read }) => !read)
      unread = listOf(items.slice(0, MAX_UNREAD_KEPT))
      shownToasts = shownToasts.filter(({ ids, close }) => {
        const isUnread = itemsOf(unread).some(({ id }) => ids.has(id))
        if (!isUnread) close()
        return isUnread
      })
      if (event.type === 'notification' && 'notification' in event.data) void showIfLeader(event.data.notification)
    },
    stop: () => clearTimeout(timer),
  }
}

const listOf = (items: Notification[]): Pages<Notification> => ({
  pages: [{ items, nextCursor: null }],
  pageParams: [undefined],
})
