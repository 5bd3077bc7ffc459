'use client'

import type { KeyboardEvent } from 'react'
import { useMe } from '@/components/providers/use-me'
import { words } from '@/components/words'
import { bodyFault, codePoints } from '@/lib/messages/rules'
import type { Conversation } from '@/lib/messages/schema'
import { ComposerField } from './composer-field'
import { useDraft } from './drafts'
import { useComposer } from './use-composer'

const COUNTED_FROM = 200 // Characters before the limit.

/** Where one writes; in a conversation that takes no messages, why not. */
export function Composer({ id, conversation }: { id: string; conversation: Conversation | undefined }) {
  const { user, limits } = useMe()
  const [draft, setDraft] = useDraft(user.id, id)
  const { send } = useComposer(id)
  if (conversation?.open === false)
    return (
      <p className="shrink-0 border-line border-t px-4 py-4 pb-[max(1rem,env(safe-area-inset-bottom))] text-center text-muted text-small">
        {words.messages.closed(conversation.peer.displayName)}
      </p>
    )
  const left = limits.messageCodePoints - codePoints(draft)
  const sendable = conversation !== undefined && bodyFault(draft, limits.messageCodePoints) === undefined
  const sendDraft = () => {
    if (!sendable) return
    send(draft.trimEnd())
    setDraft('')
  }
  return (
    <form
      className="shrink-0 px-4 pt-1 pb-[max(0.75rem,env(safe-area-inset-bottom))]"
      onSubmit={(event) => {
        event.preventDefault()
        sendDraft()
      }}
    >
      <ComposerField
        label={conversation ? words.messages.write(conversation.peer.displayName) : words.messages.writeLabel}
        value={draft}
        left={left <= COUNTED_FROM ? left : undefined}
        sendable={sendable}
        onChange={setDraft}
        onKeyDown={(event) => {
          if (!sendsNow(event)) return
          event.preventDefault()
          sendDraft()
        }}
      />
    </form>
  )
}

/** Enter sends, but not on a touch keyboard, which has no Shift+Enter, and not while a word is being composed. */
const sendsNow = (event: KeyboardEvent) =>
  event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing && !matchMedia('(pointer: coarse)').matches
