'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useState } from 'react'
import { ConversationPane } from '@/components/conversations/conversation-pane'
import { ConversationsLayout } from '@/components/conversations/conversations-layout'
import { FriendsScreen } from '@/components/friends/friends-screen'
import { NotificationsScreen } from '@/components/notifications/notifications-screen'
import { deviceOwner, hasDeferredSignOut } from '@/components/offline/device-owner'
import { openDeviceStore, type PersistedQuery } from '@/components/offline/device-store'
import { readPersistedQueries } from '@/components/offline/persist-query-cache'
import { ErrorPage } from '@/components/screen/error-page'
import { Shell } from '@/components/shell/shell'
import { useStrings } from '@/components/strings/use-strings'
import { Button } from '@/components/ui/button'
import type { MeResponse } from '@/lib/accounts/schema'
import { AppProviders } from './app-providers'

interface PersistedState {
  me: MeResponse
  queries: readonly PersistedQuery[]
}

/** The app from the state stored on the device. The service worker serves it at any URL while Kith is unreachable. */
export function OfflineApp() {
  const strings = useStrings()
  const [persisted, setPersisted] = useState<PersistedState | 'loading' | 'none'>('loading')
  useEffect(() => {
    let ignored = false
    void loadPersistedState().then((found) => ignored || setPersisted(found ?? 'none'))
    return () => {
      ignored = true
    }
  }, [])
  if (persisted === 'loading') return null
  if (persisted === 'none')
    return (
      <ErrorPage
        title={strings.offline.title}
        action={<Button onClick={() => location.reload()}>{strings.general.retry}</Button>}
      >
        {strings.offline.nothing}
      </ErrorPage>
    )
  return (
    <AppProviders me={persisted.me} persisted={persisted.queries}>
      <Shell>
        <ScreenAtAddress />
      </Shell>
    </AppProviders>
  )
}

async function loadPersistedState(): Promise<PersistedState | undefined> {
  const userId = deviceOwner()
  if (userId === undefined || (await hasDeferredSignOut())) return undefined
  const store = openDeviceStore(userId)
  const found = await readPersistedQueries(store)
  store.close()
  if (!found) return undefined
  const me = found.me as MeResponse // The type that is stored under `me`.
  return { me: { ...me, cursor: found.cursor }, queries: found.queries }
}

function ScreenAtAddress() {
  const pathname = usePathname()
  if (pathname.startsWith('/friends')) return <FriendsScreen />
  if (pathname.startsWith('/notifications')) return <NotificationsScreen />
  return (
    <ConversationsLayout>
      <ConversationPane />
    </ConversationsLayout>
  )
}
