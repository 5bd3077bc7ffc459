'use client'

import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect, useLayoutEffect, useState } from 'react'
import { finishDeferredSignOut } from '@/components/accounts/deferred-sign-out'
import { startDeliveryReceipts } from '@/components/message-data/start-delivery-receipts'
import { unsavedEdits } from '@/components/messages/composer-mode'
import { startNotifier } from '@/components/notifications/start-notifier'
import { claimDevice, onDeviceOwnerChange } from '@/components/offline/device-owner'
import { openDeviceStore, type PersistedQuery } from '@/components/offline/device-store'
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
import type { MeResponse } from '@/lib/accounts/schema'
import { queries } from '@/lib/events/apply-event'

/** The services of which a signed-in tab has exactly one each. */
interface TabClient {
  queryClient: QueryClient
  services: SyncServices
  outbox: Outbox
  start(): () => void
}

interface Props {
  me: MeResponse
  /** Query states from the device, up to date as of `me.cursor`; for starting while the server cannot be reached. */
  persisted?: readonly PersistedQuery[]
  children: ReactNode
}

const NO_QUERIES: readonly PersistedQuery[] = []

export function AppProviders({ me, persisted = NO_QUERIES, children }: Props) {
  const [client] = useState(() => createTabClient(me, persisted))
  useLayoutEffect(() => setShownViewer(me.user.id), [me.user.id]) // Runs before the effects that call the server.
  useEffect(() => client.start(), [client])
  return (
    <SyncContext value={client.services}>
      <OutboxContext value={client.outbox}>
        <QueryClientProvider client={client.queryClient}>{children}</QueryClientProvider>
      </OutboxContext>
    </SyncContext>
  )
}

function createTabClient(me: MeResponse, persisted: readonly PersistedQuery[]): TabClient {
  const queryClient = createQueryClient()
  for (const { key, data } of persisted) queryClient.setQueryData(key, data)
  queryClient.setQueryData(queries.me.key(), me)
  const store = openDeviceStore(me.user.id)
  const syncClient = new SyncClient(queryClient, me.user.id, me.cursor)
  const presence = createPresenceSync(queryClient, me.user.id)
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
    storage: withUnsentBackup(store, me.user.id),
    editChannel: openEditChannel(me.user.id),
    onStored: () => connection.state() !== 'live' && void syncClient.sync(),
  })
  return {
    queryClient,
    services: { connection, presence, typing, sync: syncClient.sync },
    outbox,
    start() {
      claimDevice(me.user.id)
      void finishDeferredSignOut()
      const stops = [
        onDeviceOwnerChange(me.user.id, reloadTab),
        backUpBeforeReload(me.user.id, outbox),
        syncClient.start(),
        connection.start(),
        outbox.start(),
        startNotifier(syncClient, me.user.id, store.claim),
        startDeliveryReceipts(syncClient, queryClient.getQueryCache(), me.user.id),
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
