'use client'

import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useState } from 'react'
import { unsavedEdits } from '@/components/messages/composing'
import { createOutbox, type Outbox } from '@/components/messages/outbox'
import { startDelivery } from '@/components/messages/start-delivery'
import { createTypingReader, type TypingReader } from '@/components/messages/typing'
import { openWishLine } from '@/components/messages/wishes'
import { startNotifier } from '@/components/notifications/start-notifier'
import { takeDevice, watchDevice } from '@/components/offline/device'
import { type KeptState, openDeviceStore } from '@/components/offline/device-store'
import { endForgottenSession } from '@/components/offline/forgotten-session'
import { keepState } from '@/components/offline/keep-state'
import { leaveBehind, withLeftBehind } from '@/components/offline/left-behind'
import { hearSignOut } from '@/components/offline/own-sign-out'
import { startServiceWorker } from '@/components/offline/service-worker'
import { serverNow } from '@/components/server-time'
import type { Me } from '@/lib/accounts/schema'
import { keys } from '@/lib/events/cache'
import { createLive, type Live } from './live'
import { createLogReader } from './log-reader'
import { createPresenceReader, type PresenceReader } from './presence'
import { newQueryClient } from './query-client'
import { loadAfresh, onLeaving, showViewer } from './viewer'

/** What a signed-in tab has once: its place in the log, its socket, its unsent messages. */
interface Client {
  queryClient: QueryClient
  live: Live
  presence: PresenceReader
  typing: TypingReader
  outbox: Outbox
  /** Fetches what the viewer's own write has changed; the socket may bring it first. */
  sync(): Promise<void>
}

const ClientContext = createContext<Client | undefined>(undefined)

export function useClient(): Client {
  const client = useContext(ClientContext)
  if (!client) throw new Error('This part of the page stands outside AppProviders.')
  return client
}

interface Props {
  me: Me
  /** State from the device, true up to `me.cursor`, where there is no server to ask. */
  kept?: readonly KeptState[]
  children: ReactNode
}

const NOTHING_KEPT: readonly KeptState[] = []

export function AppProviders({ me, kept = NOTHING_KEPT, children }: Props) {
  const [client] = useState(() => createClient(me, kept))
  useLayoutEffect(() => showViewer(me.user.id), [me.user.id]) // Before any effect below makes a call.
  useEffect(() => client.start(), [client])
  return (
    <ClientContext value={client}>
      <QueryClientProvider client={client.queryClient}>{children}</QueryClientProvider>
    </ClientContext>
  )
}

function createClient(me: Me, kept: readonly KeptState[]): Client & { start: () => () => void } {
  const queryClient = newQueryClient()
  for (const { key, data } of kept) queryClient.setQueryData(key, data)
  queryClient.setQueryData(keys.me, me)
  const store = openDeviceStore(me.user.id)
  const reader = createLogReader(queryClient, me.user.id, me.cursor)
  const presence = createPresenceReader(queryClient, me.user.id)
  const typing = createTypingReader()
  const live = createLive({
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
    store: withLeftBehind(store, me.user.id),
    wishes: openWishLine(me.user.id),
    onStored: () => live.state() !== 'live' && void reader.sync(),
  })
  return {
    queryClient,
    live,
    presence,
    typing,
    outbox,
    sync: reader.sync,
    start() {
      takeDevice(me.user.id)
      void endForgottenSession()
      const stops = [
        watchDevice(me.user.id, loadAfresh),
        keepWrittenOf(me.user.id, outbox),
        reader.start(),
        live.start(),
        outbox.start(),
        startNotifier(reader, me.user.id, store.claim),
        startDelivery(reader, queryClient.getQueryCache(), me.user.id),
        reader.onEvent(typing.onEvent),
        typing.stop,
        keepState(queryClient, store, reader.cursor),
        startServiceWorker(),
        store.close,
      ]
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
}

/** Has what only this tab holds kept for its writer when the tab is left, but for what was there when they signed out. */
function keepWrittenOf(userId: string, outbox: Outbox): () => void {
  let signedOutAt: number | undefined
  const stopKeeping = onLeaving(() => {
    if (signedOutAt === undefined) return leaveBehind(userId, [...outbox.unsent(), ...unsavedEdits()])
    const since = signedOutAt
    leaveBehind(
      userId,
      outbox.unsent().filter(({ createdAt }) => Date.parse(createdAt) > since),
    )
  })
  const stopHearing = hearSignOut(userId, () => {
    signedOutAt = serverNow()
  })
  return () => {
    stopKeeping()
    stopHearing()
  }
}
