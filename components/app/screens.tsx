'use client'

import { usePathname, useSelectedLayoutSegments } from 'next/navigation'
import { type ComponentType, lazy, type ReactNode } from 'react'
import { useTabLinks } from './use-tab-links'

type Name = 'messages' | 'friends' | 'notifications'

const LOADERS = {
  messages: () => import('./messages-screen').then(({ MessagesScreen }) => MessagesScreen),
  friends: () => import('@/components/friends/friends-screen').then(({ FriendsScreen }) => FriendsScreen),
  notifications: () =>
    import('@/components/notifications/notifications-screen').then(({ NotificationsScreen }) => NotificationsScreen),
} satisfies Record<Name, () => Promise<ComponentType>>

const screenFrom = (load: () => Promise<ComponentType>) =>
  lazy(() => load().then((screen) => ({ default: screen }), loadPageInstead))

const SCREENS = {
  messages: screenFrom(LOADERS.messages),
  friends: screenFrom(LOADERS.friends),
  notifications: screenFrom(LOADERS.notifications),
} satisfies Record<Name, unknown>

/** Begins the segment that Next adds for a page with a query. */
const PAGE_SEGMENT = '__PAGE__'

/** Loads the address, which has changed already, as a page. */
function loadPageInstead(): Promise<never> {
  location.reload()
  return new Promise(() => {})
}

/** Returns the screen that a tab can show by itself; undefined for an address of which the server renders the page. */
function screenAt(pathname: string): Name | undefined {
  if (pathname === '/messages' || /^\/messages\/[^/]+$/.test(pathname)) return 'messages'
  if (pathname === '/friends') return 'friends'
  return pathname === '/notifications' ? 'notifications' : undefined
}

/**
 * The page that the server rendered, or another screen that the viewer has opened since: a tab opens its main screens
 * without asking the server for a page, with the data of its query cache.
 */
export function Screens({ children }: { children: ReactNode }) {
  const pathname = usePathname()
  const segments = useSelectedLayoutSegments().filter((segment) => !segment.startsWith(PAGE_SEGMENT))
  const name = screenAt(pathname)
  useTabLinks({
    canOpen: (path) => screenAt(path) !== undefined,
    preload(path) {
      const wanted = screenAt(path)
      if (wanted && wanted !== name) void LOADERS[wanted]().catch(() => {}) // Tried again when the screen is opened.
    },
  })
  if (!name || name === screenAt(`/${segments.join('/')}`)) return children
  const Screen = SCREENS[name]
  return <Screen />
}
