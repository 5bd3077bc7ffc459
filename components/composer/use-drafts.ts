'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { get, post } from '@/components/sync/api'
import { isRefusal } from '@/components/sync/problem'
import { useMe } from '@/components/sync/use-me'
import { queries } from '@/lib/events/apply-event'
import type { Draft } from '@/lib/messages/schema'
import type { Page } from '@/lib/paging'
import { conversationsWithDrafts, readDraft, saveDraft, useDraft } from './draft-storage'
import { DraftSync } from './draft-sync'

let current: { userId: string; drafts: DraftSync } | undefined

/** Returns the one draft sync of this tab. */
function draftSyncOf(userId: string): DraftSync {
  if (current?.userId !== userId) current = { userId, drafts: newDraftSync(userId) }
  return current.drafts
}

const newDraftSync = (userId: string) =>
  new DraftSync({
    storage: {
      conversationIds: () => conversationsWithDrafts(userId),
      get: (conversationId) => readDraft(userId, conversationId),
      set: (conversationId, draft) => saveDraft(userId, conversationId, draft),
    },
    async save(conversationId, body, leaving) {
      try {
        await post('/api/messages/drafts', { conversationId, body }, { keepalive: leaving })
        return true
      } catch (error) {
        if (isRefusal(error)) return false
        throw error
      }
    },
  })

/** Synchronizes the drafts of this device with the server's. Call it once, above all components that show drafts. */
export function useDraftSync() {
  const { user } = useMe()
  const { data } = useQuery({
    queryKey: queries.drafts.key(),
    queryFn: async () => (await get<Page<Draft>>('/api/messages/drafts')).items,
  })
  useEffect(() => {
    if (data) draftSyncOf(user.id).receive(data)
  }, [data, user.id])
  useEffect(() => {
    const leave = () => draftSyncOf(user.id).flushAll(true)
    addEventListener('pagehide', leave)
    return () => removeEventListener('pagehide', leave)
  }, [user.id])
}

/** The draft of one conversation. A change is stored on this device at once and on the server after a short delay. */
export function useSyncedDraft(conversationId: string) {
  const { user } = useMe()
  const [text, write] = useDraft(user.id, conversationId)
  const [{ flush, change }] = useState(() => {
    const drafts = draftSyncOf(user.id)
    return { flush: () => drafts.flush(conversationId), change: () => drafts.changed(conversationId) }
  })
  useEffect(() => flush, [flush])
  return {
    text,
    write(next: string) {
      write(next)
      change()
    },
    flush,
  }
}
