'use client'

import type { KeyboardEvent } from 'react'
import type { DisplayMessage } from '@/components/message-data/use-messages'
import type { ComposerMode } from '@/components/messages/composer-mode'
import type { Strings } from '@/components/strings/strings'
import { useStrings } from '@/components/strings/use-strings'
import { useMe } from '@/components/sync/use-me'
import { isComposing } from '@/components/ui/input-method'
import type { Conversation } from '@/lib/conversations/schema'
import { bodyError, countCodePoints } from '@/lib/messages/rules'
import { ComposerField } from './composer-field'
import { ComposerModeBar } from './composer-mode-bar'
import { useComposerActions } from './use-composer-actions'

/** The number of characters left is shown from here on. */
const SHOW_COUNT_BELOW = 200

interface Props {
  id: string
  conversation: Conversation | undefined
  /** The loaded messages. */
  messages: readonly DisplayMessage[]
  /** The viewer's last message, loaded or not. */
  lastOwn: DisplayMessage | undefined
}

/** The message field; in a conversation that is closed for messages, the reason. */
export function Composer({ conversation, ...rest }: Props) {
  const strings = useStrings()
  if (conversation?.open !== false) return <OpenComposer conversation={conversation} {...rest} />
  return (
    <p className="shrink-0 border-line border-t px-4 py-4 pb-[max(1rem,env(safe-area-inset-bottom))] text-center text-muted text-small">
      {strings.messages.closed(conversation.peer.displayName)}
    </p>
  )
}

function OpenComposer({ id, conversation, messages, lastOwn }: Props) {
  const strings = useStrings()
  const { limits } = useMe()
  const { mode, leaveMode, editLast, text, change, submit, isPending, flush } = useComposerActions(
    id,
    messages,
    lastOwn,
  )
  const charactersLeft = limits.messageCodePoints - countCodePoints(text)
  const sendable = conversation !== undefined && !isPending && bodyError(text, limits.messageCodePoints) === undefined
  const submitText = () => sendable && submit()
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    if (event.key === 'Escape' && mode) {
      event.stopPropagation() // Otherwise Escape would also close the conversation.
      leaveMode()
    } else if (event.key === 'ArrowUp' && !mode && text === '') {
      event.preventDefault()
      editLast()
    } else if (isSendKey(event)) {
      event.preventDefault()
      submitText()
    }
  }
  return (
    <form
      className="shrink-0 px-4 pt-1 pb-[max(0.75rem,env(safe-area-inset-bottom))]"
      onSubmit={(event) => {
        event.preventDefault()
        submitText()
      }}
    >
      {mode && conversation && <ComposerModeBar mode={mode} onLeave={leaveMode} />}
      <ComposerField
        label={labelOf(mode, conversation, strings)}
        value={text}
        charactersLeft={charactersLeft <= SHOW_COUNT_BELOW ? charactersLeft : undefined}
        sendable={sendable}
        isEdit={mode?.kind === 'edit'}
        focusKey={focusKeyOf(mode)}
        onChange={change}
        onKeyDown={onKeyDown}
        onBlur={flush}
      />
    </form>
  )
}

function focusKeyOf(mode: ComposerMode | undefined) {
  if (!mode) return ''
  return mode.kind === 'edit' ? mode.clientId : `reply ${mode.seq}`
}

function labelOf(mode: ComposerMode | undefined, conversation: Conversation | undefined, strings: Strings) {
  if (mode?.kind === 'edit') return strings.messages.editing
  return conversation ? strings.messages.write(conversation.peer.displayName) : strings.messages.writeLabel
}

/** Returns whether a key sends the message: Enter does, except on touch keyboards, which have no Shift+Enter. */
const isSendKey = (event: KeyboardEvent) =>
  event.key === 'Enter' && !event.shiftKey && !matchMedia('(pointer: coarse)').matches
