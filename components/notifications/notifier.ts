import { currentStrings } from '@/components/strings/strings'
import type { toast } from '@/components/ui/toasts'
import type { LogEvent } from '@/lib/events/registry'
import { reduceNotifications } from '@/lib/notifications/reducers'
import type { Notification } from '@/lib/notifications/schema'
import { itemsOf, type Pages } from '@/lib/pages'
import { isKnownKind, notificationPath, notificationText } from './kinds'

const MAX_TOLD_ONE_BY_ONE = 3
/** Notifications that arrive within this time are shown together. */
const TOGETHER_MS = 50
const MAX_REMEMBERED = 100

interface Surroundings {
  /** Whether this tab is the one that shows the notification. */
  lead(topic: string): Promise<boolean>
  show: typeof toast
  play(): void
  /** Whether the viewer sees it on the screen anyway. */
  isInView(notification: Notification): boolean
}

interface Told {
  ids: ReadonlySet<string>
  close(): void
}

/**
 * Shows new notifications: a toast each, or one for many, with one sound. Removes a toast when its notification was
 * read or answered on another device, or withdrawn.
 */
export function createNotifier({ lead, show, play, isInView }: Surroundings) {
  let news: Pages<Notification> = listOf([])
  let told: Told[] = []
  const mine = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const tell = () => {
    timer = undefined
    const items = itemsOf(news).filter((item) => mine.has(item.id) && !isInView(item))
    mine.clear()
    if (items.length === 0) return
    if (items.length > MAX_TOLD_ONE_BY_ONE) tellAll(items)
    else for (const item of [...items].reverse()) tellOne(item)
    play()
  }

  const tellOne = (item: Notification) => {
    const { person } = item
    const strings = currentStrings()
    const action = { label: strings.toasts.open, href: notificationPath(item) }
    const { close } = show({ text: notificationText(item, person.displayName, strings), person, action })
    told.push({ ids: new Set([item.id]), close })
  }

  const tellAll = (items: Notification[]) => {
    const strings = currentStrings()
    const action = { label: strings.toasts.open, href: '/notifications' } as const
    const { close } = show({ text: strings.notifications.several(items.length), action })
    told.push({ ids: new Set(items.map(({ id }) => id)), close })
  }

  const consider = async (item: Notification) => {
    if (item.read || !isKnownKind(item) || !(await lead(item.id))) return
    mine.add(item.id)
    timer ??= setTimeout(tell, TOGETHER_MS)
  }

  return {
    /** Takes each event of the log, once and in order. */
    onEvent(event: LogEvent) {
      const items = itemsOf(reduceNotifications(news, event)).filter(({ read }) => !read)
      news = listOf(items.slice(0, MAX_REMEMBERED))
      told = told.filter(({ ids, close }) => {
        const isNews = itemsOf(news).some(({ id }) => ids.has(id))
        if (!isNews) close()
        return isNews
      })
      if (event.type === 'notification' && 'notification' in event.data) void consider(event.data.notification)
    },
    stop: () => clearTimeout(timer),
  }
}

const listOf = (items: Notification[]): Pages<Notification> => ({
  pages: [{ items, nextCursor: null }],
  pageParams: [undefined],
})
