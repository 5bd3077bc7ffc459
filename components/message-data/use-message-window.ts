'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { navigateToNewest } from '@/components/conversation-data/paths'
import { queries } from '@/lib/events/apply-event'
import {
  ascending,
  keptForHeight,
  MAX_LOADED,
  type MessageWindow,
  newestSeqOf,
  toNewest,
  toWindow,
  withoutNewest,
  withoutOldest,
} from '@/lib/messages/reducers-window'
import type { Message } from '@/lib/messages/schema'
import type { Pages } from '@/lib/pages'
import { useMessagesAround } from './use-messages-around'
import { useNewestMessages } from './use-newest-messages'

/** Which messages are shown: the newest, those around `at`, or those that the viewer has scrolled to. */
type Place = 'newest' | 'at' | 'scrolled'

interface Shown {
  at: number | undefined
  jump: number
  place: Place
}

/**
 * The loaded part of a conversation's history, which has a limited size: what is far from the messages in view is
 * dropped and loaded again when needed. At the bottom these are the newest messages; from there, and from the messages
 * around `at`, scrolling continues in a window of its own. `jump` changes when the same `at` is asked for again.
 */
export function useMessageWindow(id: string, at: number | undefined, jump: number) {
  const queryClient = useQueryClient()
  const [place, setPlace] = usePlace(at, jump)
  const newest = useNewestMessages(id)
  const around = useMessagesAround(id, place === 'newest' ? undefined : place === 'at' ? at : 'scrolled')
  const shown = place === 'newest' ? { ...newest, hasNewer: false } : around

  const newestKey = queries.messages.key(id)
  const scrolledKey = queries.messagesAround.key(id, 'scrolled')
  const shownKey =
    place === 'newest' ? newestKey : place === 'at' ? queries.messagesAround.key(id, at ?? 0) : scrolledKey

  /** Continues with the shown messages as the window that the viewer scrolls in. */
  const scroll = () => {
    const query = queryClient.getQueryState<Pages<Message>>(shownKey)
    if (place === 'scrolled' || !query?.data || newestSeqOf(query.data) === 0) return
    queryClient.removeQueries({ queryKey: scrolledKey, exact: true })
    queryClient.setQueryData<MessageWindow>(scrolledKey, toWindow(query.data))
    if (query.isInvalidated) void queryClient.invalidateQueries({ queryKey: scrolledKey, exact: true })
    setPlace('scrolled')
  }
  const trim = (change: (window: MessageWindow, kept: number) => MessageWindow) =>
    queryClient.setQueryData<MessageWindow>(
      scrolledKey,
      (window) => window && change(window, keptForHeight(innerHeight)),
    )

  return {
    ...shown,
    place,
    /** The newest messages, also while others are shown. */
    newestPages: newest.pages,
    loadOlder() {
      if (shown.isFetching || !shown.hasOlder) return
      if (place === 'newest' && ascending(newest).length <= MAX_LOADED / 2) return newest.fetchOlder()
      if (place !== 'scrolled') return scroll()
      trim(withoutNewest)
      around.fetchOlder()
    },
    loadNewer() {
      if (shown.isFetching || !shown.hasNewer) return
      if (place !== 'scrolled') return scroll()
      trim(withoutOldest)
      around.fetchNewer()
    },
    /** Call when the viewer leaves the bottom: from then on no message in view may be dropped. */
    leaveBottom() {
      if (place === 'newest') scroll()
    },
    /** Call when the viewer is at the bottom of a window that reaches to the newest message. */
    reachBottom() {
      if (place === 'newest') return
      const window = queryClient.getQueryState<MessageWindow>(shownKey)
      const list = queryClient.getQueryState<Pages<Message>>(newestKey)
      const isUnready = window?.isInvalidated !== false || window.fetchStatus === 'fetching'
      if (isUnready || !window.data || !list?.data || list.fetchStatus === 'fetching') return
      if (newestSeqOf(window.data) >= newestSeqOf(list.data))
        queryClient.setQueryData<Pages<Message>>(newestKey, toNewest(window.data))
      setPlace('newest')
    },
    /** Shows the newest messages, also where the URL names another. */
    showNewest() {
      setPlace('newest')
      navigateToNewest(id)
    },
  }
}

/** The place that the URL names, until another one is set. */
function usePlace(at: number | undefined, jump: number) {
  const named: Place = at === undefined ? 'newest' : 'at'
  const [current, setCurrent] = useState<Shown>({ at, jump, place: named })
  const isNamed = current.at !== at || current.jump !== jump
  if (isNamed) setCurrent({ at, jump, place: named })
  return [isNamed ? named : current.place, (place: Place) => setCurrent({ at, jump, place })] as const
}
