'use client'

import { type KeyboardEvent, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { navigateToMessage } from '@/components/conversation-data/paths'
import { useStrings } from '@/components/strings/use-strings'
import { IconButton } from '@/components/ui/button'
import { isComposing } from '@/components/ui/input-method'
import { SearchField } from '@/components/ui/search-field'
import { useDebouncedValue } from '@/components/ui/use-debounced-value'
import type { Person } from '@/lib/accounts/schema'
import { useMessageSearch } from './use-message-search'

/** Distance from the last loaded hit at which the next page is fetched. */
const SOON = 3

interface Props {
  id: string
  peer: Person | undefined
  onClose(): void
}

/** Searches one conversation and moves from match to match, newest first. */
export function ConversationSearch({ id, peer, onClose }: Props) {
  const strings = useStrings()
  const [typed, setTyped] = useState('')
  const q = useDebouncedValue(typed).trim()
  const { hits, state, hasMore, loadMore } = useMessageSearch(q, { conversationId: id })
  const [place, setPlace] = useState(0)
  const bar = useFocusedField()
  const goTo = (next: number) => {
    const hit = hits[next]
    if (!hit) return
    setPlace(next)
    navigateToMessage(id, hit.message.seq)
    if (next >= hits.length - SOON) loadMore()
  }
  const toFirst = useEffectEvent(() => goTo(0))
  const isFound = state === 'ready' && hits.length > 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new text has new matches.
  useEffect(() => {
    if (isFound) toFirst()
  }, [isFound, q])
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) goTo(event.shiftKey ? place - 1 : place + 1)
    if (event.key !== 'Escape') return
    event.stopPropagation() // Otherwise Escape would close the conversation too.
    if (typed === '') onClose()
  }
  return (
    <search ref={bar} onKeyDown={onKeyDown} className="flex shrink-0 items-center gap-1 border-line border-b px-4 py-2">
      <div className="min-w-0 grow">
        <SearchField label={strings.search.here(peer?.displayName ?? '')} value={typed} onChange={setTyped} />
      </div>
      <p role="status" className="shrink-0 px-1 text-muted text-small tabular-nums">
        {isFound && strings.search.place(Math.min(place, hits.length - 1) + 1, hits.length, hasMore)}
        {state === 'ready' && !isFound && strings.search.noMatch}
      </p>
      <IconButton
        icon="chevron"
        label={strings.search.older}
        disabled={place >= hits.length - 1}
        onClick={() => goTo(place + 1)}
        className="rotate-180 disabled:opacity-60"
      />
      <IconButton
        icon="chevron"
        label={strings.search.newer}
        disabled={place === 0}
        onClick={() => goTo(place - 1)}
        className="disabled:opacity-60"
      />
      <IconButton icon="close" label={strings.search.close} onClick={onClose} className="-me-2" />
    </search>
  )
}

/** Focuses the field when the search is opened. */
function useFocusedField() {
  const bar = useRef<HTMLElement>(null)
  useLayoutEffect(() => bar.current?.querySelector('input')?.focus(), [])
  return bar
}
