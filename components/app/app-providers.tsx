'use client'

import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect, useLayoutEffect, useState } from 'react'
import { finishDeferredSignOut } from '@/components/accounts/deferred-sign-out'
import { startDeliveryReceipts } from '@/components/message-data/start-delivery-receipts'
import { unsavedEdits } from '@/components/messages/composer-mode'
import { startNotifier } from '@/components/notifications/start-notifier'
import { claimDevice, onDeviceOwnerChange } from '@/components/offline/device-owner'
import { openDeviceStore } from '@/components/offline/device-store'
import { persistQueryCache } from '@/components/offline/persist-query-cache'
import { startServiceWorker } from '@/components/offline/service-worker'
import { onSignOut } from '@/components/offline/sign-out-channel'
import { backUpUnsent, withUnsentBackup } from '@/components/offline/unsent-backup'
import { Outbox } from '@/components/outbox/outbox'
import { OutboxContext } from '@/components/outbox/outbox-context'
import { openEditChannel } from '@/components/outbox/pending-edits-channel'
import { serverNow } from '@/components/server-time'
import { createConnection } from '@/components/sync/connection'
import { createPresenceSync } from '@/components/sync/presence-sync'
import { createQueryClient } from '@/components/sync/query-client'
import { SyncClient } from '@/components/sync/sync-client'
import { SyncContext, type SyncServices } from '@/components/sync/sync-context'
import { createTypingStore } from '@/components/sync/typing-store'
import { onBeforeReload, reloadTab, setShownViewer } from '@/components/sync/viewer'
import type { PageState } from '@/lib/sync/schema'

/** The services of which a signed-in tab has exactly one each. */
interface TabClient {
  queryClient: QueryClient
  services: SyncServices
  outbox: Outbox
  start(): () => void
}

interface Props {
  /** Contains the query `me`. From the server, or, while it cannot be reached, from the device. */
  state: PageState
  children: ReactNode
}

export function AppProviders({ state, children }: Props) {
  const [client] = useState(() => createTabClient(state))
  useLayoutEffect(() => setShownViewer(state.viewerId), [state.viewerId]) // Runs before the effects that call the server.
  useEffect(() => client.start(), [client])
  return (
    <SyncContext value={client.services}>
      <OutboxContext value={client.outbox}>
        <QueryClientProvider client={client.queryClient}>{children}</QueryClientProvider>
      </OutboxContext>
    </SyncContext>
  )
}

function createTabClient({ viewerId, cursor, queries }: PageState): TabClient {
  const queryClient = createQueryClient()
  for (const { key, data } of queries) queryClient.setQueryData(key, data)
  const store = openDeviceStore(viewerId)
  const syncClient = new SyncClient(queryClient, viewerId, cursor)
  const presence = createPresenceSync(queryClient, viewerId)
  const typing = createTypingStore()
  const connection = createConnection({
    receive(data) {
      syncClient.receive(data)
      presence.receive(data)
      typing.receive(data)
    },
    catchUp() {
      void syncClient.sync()
      presence.refetch()
    },
  })
  const outbox = new Outbox({
    queryClient,
    storage: withUnsentBackup(store, viewerId),
    editChannel: openEditChannel(viewerId),
    onStored: () => connection.state() !== 'live' && void syncClient.sync(),
  })
  return {
    queryClient,
    services: { connection, presence, typing, sync: syncClient.sync, adopt: syncClient.adopt },
    outbox,
    start() {
      claimDevice(viewerId)
      void finishDeferredSignOut()
      const stops = [
        onDeviceOwnerChange(viewerId, reloadTab),
        backUpBeforeReload(viewerId, outbox),
        syncClient.start(),
        presence.start(),
        connection.start(),
        outbox.start(),
        startNotifier(syncClient, viewerId, store.claim),
        startDeliveryReceipts(syncClient, queryClient.getQueryCache(), viewerId),
        syncClient.onEvent(typing.onEvent),
        typing.stop,
        persistQueryCache(queryClient, store, syncClient.cursor),
        startServiceWorker(),
        store.close,
      ]
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
}

/**
 * Backs up the unsent messages and unsaved edits of this tab before it is reloaded. After a sign-out only messages that
 * were written later are backed up. Returns a function that stops it.
 */
function backUpBeforeReload(userId: string, outbox: Outbox): () => void {
  let signedOutAt: number | undefined
  const stopBackup = onBeforeReload(() => {
    if (signedOutAt === undefined) return backUpUnsent(userId, [...outbox.unsent(), ...unsavedEdits()])
    const since = signedOutAt
    backUpUnsent(
      userId,
      outbox.unsent().filter(({ createdAt }) => Date.parse(createdAt) > since),
    )
  })
  const unsubscribe = onSignOut(userId, () => {
    signedOutAt = serverNow()
  })
  return () => {
    stopBackup()
    unsubscribe()
  }
}
