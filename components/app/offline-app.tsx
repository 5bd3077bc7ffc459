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

interface Kept {
  me: MeResponse
  states: readonly PersistedQuery[]
}

/**
 * The app with the state stored on the device. The service worker serves it at any path while the server is
 * unreachable.
 */
export function OfflineApp() {
  const strings = useStrings()
  const [kept, setKept] = useState<Kept | 'looking' | 'nothing'>('looking')
  useEffect(() => {
    let ignored = false
    void lookForKept().then((found) => ignored || setKept(found ?? 'nothing'))
    return () => {
      ignored = true
    }
  }, [])
  if (kept === 'looking') return null
  if (kept === 'nothing')
    return (
      <ErrorPage
        title={strings.offline.title}
        action={<Button onClick={() => location.reload()}>{strings.general.retry}</Button>}
      >
        {strings.offline.nothing}
      </ErrorPage>
    )
  return (
    <AppProviders me={kept.me} kept={kept.states}>
      <Shell>
        <ScreenAtAddress />
      </Shell>
    </AppProviders>
  )
}

async function lookForKept(): Promise<Kept | undefined> {
  const userId = deviceOwner()
  if (userId === undefined || (await hasDeferredSignOut())) return undefined
  const store = openDeviceStore(userId)
  const found = await readPersistedQueries(store)
  store.close()
  return found && { me: { ...(found.me as MeResponse), cursor: found.cursor }, states: found.states } // Stored under `me`.
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
