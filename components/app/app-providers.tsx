'use client'

import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect, useLayoutEffect, useState } from 'react'
import { finishDeferredSignOut } from '@/components/accounts/deferred-sign-out'
import { unsavedEdits } from '@/components/messages/composer-mode'
import { startDeliveryReceipts } from '@/components/messages/start-delivery-receipts'
import { startNotifier } from '@/components/notifications/start-notifier'
import { claimDevice, onDeviceOwnerChange } from '@/components/offline/device-owner'
import { openDeviceStore, type PersistedQuery } from '@/components/offline/device-store'
import { persistQueryCache } from '@/components/offline/persist-query-cache'
import { startServiceWorker } from '@/components/offline/service-worker'
import { onSignOut } from '@/components/offline/sign-out-channel'
import { backUpUnsent, withUnsentBackup } from '@/components/offline/unsent-backup'
import { createOutbox, type Outbox } from '@/components/outbox/outbox'
import { OutboxContext } from '@/components/outbox/outbox-context'
import { openEditChannel } from '@/components/outbox/pending-edits-channel'
import { serverNow } from '@/components/server-time'
import { createConnection } from '@/components/sync/connection'
import { createPresenceSync } from '@/components/sync/presence-sync'
import { createQueryClient } from '@/components/sync/query-client'
import { createSyncClient } from '@/components/sync/sync-client'
import { SyncContext, type SyncServices } from '@/components/sync/sync-context'
import { createTypingState } from '@/components/sync/typing-store'
import { onBeforeReload, reloadTab, setShownViewer } from '@/components/sync/viewer'
import type { MeResponse } from '@/lib/accounts/schema'
import { queries } from '@/lib/events/apply-event'

/** The objects that a signed-in tab has once. */
interface Client {
  queryClient: QueryClient
  services: SyncServices
  outbox: Outbox
  start(): () => void
}

interface Props {
  me: MeResponse
  /** State stored on the device, valid up to `me.cursor`, for starting without a server. */
  kept?: readonly PersistedQuery[]
  children: ReactNode
}

const NOTHING_KEPT: readonly PersistedQuery[] = []

export function AppProviders({ me, kept = NOTHING_KEPT, children }: Props) {
  const [client] = useState(() => createClient(me, kept))
  useLayoutEffect(() => setShownViewer(me.user.id), [me.user.id]) // Before any effect below calls the server.
  useEffect(() => client.start(), [client])
  return (
    <SyncContext value={client.services}>
      <OutboxContext value={client.outbox}>
        <QueryClientProvider client={client.queryClient}>{children}</QueryClientProvider>
      </OutboxContext>
    </SyncContext>
  )
}

function createClient(me: MeResponse, kept: readonly PersistedQuery[]): Client {
  const queryClient = createQueryClient()
  for (const { key, data } of kept) queryClient.setQueryData(key, data)
  queryClient.setQueryData(queries.me.key(), me)
  const store = openDeviceStore(me.user.id)
  const reader = createSyncClient(queryClient, me.user.id, me.cursor)
  const presence = createPresenceSync(queryClient, me.user.id)
  const typing = createTypingState()
  const live = createConnection({
    receive(data) {
      reader.receive(data)
      presence.receive(data)
      typing.receive(data)
    },
    check() {
      void reader.sync()
      presence.ask()
    },
  })
  const outbox = createOutbox({
    queryClient,
    store: withUnsentBackup(store, me.user.id),
    wishes: openEditChannel(me.user.id),
    onStored: () => live.state() !== 'live' && void reader.sync(),
  })
  return {
    queryClient,
    services: { connection: live, presence, typing, sync: reader.sync },
    outbox,
    start() {
      claimDevice(me.user.id)
      void finishDeferredSignOut()
      const stops = [
        onDeviceOwnerChange(me.user.id, reloadTab),
        keepWrittenOf(me.user.id, outbox),
        reader.start(),
        live.start(),
        outbox.start(),
        startNotifier(reader, me.user.id, store.claim),
        startDeliveryReceipts(reader, queryClient.getQueryCache(), me.user.id),
        reader.onEvent(typing.onEvent),
        typing.stop,
        persistQueryCache(queryClient, store, reader.cursor),
        startServiceWorker(),
        store.close,
      ]
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
}

/** Backs up unsent text when the tab is left, except text from before the user signed out deliberately. */
function keepWrittenOf(userId: string, outbox: Outbox): () => void {
  let signedOutAt: number | undefined
  const stopKeeping = onBeforeReload(() => {
    if (signedOutAt === undefined) return backUpUnsent(userId, [...outbox.unsent(), ...unsavedEdits()])
    const since = signedOutAt
    backUpUnsent(
      userId,
      outbox.unsent().filter(({ createdAt }) => Date.parse(createdAt) > since),
    )
  })
  const stopHearing = onSignOut(userId, () => {
    signedOutAt = serverNow()
  })
  return () => {
    stopKeeping()
    stopHearing()
  }
}
