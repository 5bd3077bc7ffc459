'use client'

import { type KeyboardEvent, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { unmarkWords } from '@/components/conversation-data/marked-words'
import { navigateToMessage } from '@/components/conversation-data/paths'
import { useStrings } from '@/components/strings/use-strings'
import { IconButton } from '@/components/ui/button'
import { isComposing } from '@/components/ui/input-method'
import { SearchField } from '@/components/ui/search-field'
import { useDebouncedValue } from '@/components/ui/use-debounced-value'
import type { Person } from '@/lib/accounts/schema'
import { useMessageSearch } from './use-message-search'

/** The next page is loaded when the current hit is this close to the last loaded one. */
const PREFETCH_DISTANCE = 3

interface Props {
  id: string
  peer: Person | undefined
  open: boolean
  onClose(): void
}

/** Search within one conversation: steps from match to match, newest first. */
export const ConversationSearch = ({ open, ...rest }: Props) => open && <OpenSearch {...rest} />

function OpenSearch({ id, peer, onClose }: Omit<Props, 'open'>) {
  const strings = useStrings()
  const [typed, setTyped] = useState('')
  const q = useDebouncedValue(typed).trim()
  const { hits, state, hasMore, loadMore } = useMessageSearch(q, { conversationId: id })
  const [position, setPosition] = useState(0)
  const bar = useFocusedField()
  const goTo = (next: number) => {
    const hit = hits[next]
    if (!hit) return
    setPosition(next)
    navigateToMessage(id, hit.message.seq, q)
    if (next >= hits.length - PREFETCH_DISTANCE) loadMore()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the marks are those of one query.
  useEffect(() => () => unmarkWords(id), [id, q])
  const goToFirst = useEffectEvent(() => goTo(0))
  const isFound = state === 'ready' && hits.length > 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new query starts at its first match.
  useEffect(() => {
    if (isFound) goToFirst()
  }, [isFound, q])
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement)
      goTo(event.shiftKey ? position - 1 : position + 1)
    if (event.key !== 'Escape') return
    event.stopPropagation() // Otherwise Escape would also close the conversation.
    if (typed === '') onClose()
  }
  return (
    <search ref={bar} onKeyDown={onKeyDown} className="flex shrink-0 items-center gap-1 border-line border-b px-4 py-2">
      <div className="min-w-0 grow">
        <SearchField label={strings.search.here(peer?.displayName ?? '')} value={typed} onChange={setTyped} />
      </div>
      <p role="status" className="shrink-0 px-1 text-muted text-small tabular-nums">
        {isFound && strings.search.place(Math.min(position, hits.length - 1) + 1, hits.length, hasMore)}
        {state === 'ready' && !isFound && strings.search.noMatch}
      </p>
      <IconButton
        icon="chevron"
        label={strings.search.older}
        disabled={position >= hits.length - 1}
        onClick={() => goTo(position + 1)}
        className="rotate-180 disabled:opacity-60"
      />
      <IconButton
        icon="chevron"
        label={strings.search.newer}
        disabled={position === 0}
        onClick={() => goTo(position - 1)}
        className="disabled:opacity-60"
      />
      <IconButton icon="close" label={strings.search.close} onClick={onClose} className="-me-2" />
    </search>
  )
}

/** Focuses the search field when the search opens. */
function useFocusedField() {
  const bar = useRef<HTMLElement>(null)
  useLayoutEffect(() => bar.current?.querySelector('input')?.focus(), [])
  return bar
}
