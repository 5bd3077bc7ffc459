'use client'

import { useEffect, useState } from 'react'
import { deviceOwner, hasDeferredSignOut } from '@/components/offline/device-owner'
import { openDeviceStore } from '@/components/offline/device-store'
import { readPersistedQueries } from '@/components/offline/persist-query-cache'
import { ErrorPage } from '@/components/screen/error-page'
import { Shell } from '@/components/shell/shell'
import { useStrings } from '@/components/strings/use-strings'
import { Button } from '@/components/ui/button'
import type { PageState } from '@/lib/sync/schema'
import { AppProviders } from './app-providers'
import { OfflineScreen } from './offline-screen'

/** The app from the state stored on the device. The service worker serves it at any URL while Kith is unreachable. */
export function OfflineApp() {
  const strings = useStrings()
  const [persisted, setPersisted] = useState<PageState | 'loading' | 'none'>('loading')
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
    <AppProviders state={persisted}>
      <Shell>
        <OfflineScreen />
      </Shell>
    </AppProviders>
  )
}

async function loadPersistedState(): Promise<PageState | undefined> {
  const userId = deviceOwner()
  if (userId === undefined || (await hasDeferredSignOut())) return undefined
  const store = openDeviceStore(userId)
  const found = await readPersistedQueries(store)
  store.close()
  return found && { viewerId: userId, ...found }
}
