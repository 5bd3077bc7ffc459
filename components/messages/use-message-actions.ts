'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useOutbox } from '@/components/outbox/outbox-context'
import { useSyncServices } from '@/components/sync/sync-context'
import { useMe } from '@/components/sync/use-me'
import { MessageActions } from './message-actions'

/** Returns the actions on the messages of a conversation; the same object for the same conversation. */
export function useMessageActions(conversationId: string): MessageActions {
  const queryClient = useQueryClient()
  const outbox = useOutbox()
  const { connection, sync } = useSyncServices()
  const { id: viewerId } = useMe().user
  return useMemo(
    () =>
      new MessageActions({
        conversationId,
        viewerId,
        queryClient,
        outbox,
        syncUnlessLive: () => connection.state() !== 'live' && void sync(),
      }),
    [conversationId, viewerId, queryClient, outbox, connection, sync],
  )
}
