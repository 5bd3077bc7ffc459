'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useState } from 'react'
import { FriendsScreen } from '@/components/friends/friends-screen'
import { ConversationPane } from '@/components/messages/conversation-pane'
import { MessagesFrame } from '@/components/messages/messages-frame'
import { NotificationsScreen } from '@/components/notifications/notifications-screen'
import { AppProviders } from '@/components/providers/app-providers'
import { LostScreen } from '@/components/shell/lost-screen'
import { Shell } from '@/components/shell/shell'
import { Button } from '@/components/ui/button'
import { words } from '@/components/words'
import type { Me } from '@/lib/accounts/schema'
import { isToSignOut, personOfDevice } from './device'
import { type KeptState, openDeviceStore } from './device-store'
import { readKeptState } from './keep-state'

interface Kept {
  me: Me
  states: readonly KeptState[]
}

/** The app from what the device has kept. The service worker shows it at any address while the server is out of reach. */
export function OfflineApp() {
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
      <LostScreen
        title={words.offline.title}
        action={<Button onClick={() => location.reload()}>{words.general.retry}</Button>}
      >
        {words.offline.nothing}
      </LostScreen>
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
  const userId = personOfDevice()
  if (userId === undefined || (await isToSignOut())) return undefined
  const store = openDeviceStore(userId)
  const found = await readKeptState(store)
  store.close()
  return found && { me: { ...(found.me as Me), cursor: found.cursor }, states: found.states } // Kept under `me`.
}

function ScreenAtAddress() {
  const pathname = usePathname()
  if (pathname.startsWith('/friends')) return <FriendsScreen />
  if (pathname.startsWith('/notifications')) return <NotificationsScreen />
  return (
    <MessagesFrame>
      <ConversationPane />
    </MessagesFrame>
  )
}
