'use client'

import { useQuotedMessage } from '@/components/message-data/use-quoted'
import type { ComposerMode } from '@/components/messages/composer-mode'
import { useConversationContext, useLoadedMessage } from '@/components/messages/conversation-context'
import { useStrings } from '@/components/strings/use-strings'
import { plainPreview } from '@/components/text/detect-markdown'
import { IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'

/** The bar above the composer: shows which message is edited or replied to, and a button that leaves this mode. */
export function ComposerModeBar({ mode, onLeave }: { mode: ComposerMode; onLeave(): void }) {
  const text = useStrings().messages
  const isEdit = mode.kind === 'edit'
  return (
    <div className="mx-auto flex w-full max-w-thread items-center gap-3 pb-2">
      <Icon name={isEdit ? 'edit' : 'reply'} className="size-5 text-accent-ink" />
      <div className="flex min-w-0 grow flex-col border-accent-ink border-s-2 ps-2 text-small">
        {isEdit ? <Lines title={text.editing} line={mode.stored} /> : <ReplyTarget seq={mode.seq} />}
      </div>
      <IconButton icon="close" label={isEdit ? text.cancelEdit : text.cancelReply} onClick={onLeave} />
    </div>
  )
}

function ReplyTarget({ seq }: { seq: number }) {
  const text = useStrings().messages
  const { conversation, viewerId } = useConversationContext()
  const quoted = useQuotedMessage(conversation.id, seq, useLoadedMessage(seq))
  const isOwn = quoted?.senderId === viewerId
  const title = isOwn ? text.replyToSelf : text.replyTo(conversation.peer.displayName)
  return <Lines title={title} line={quoted === null ? text.unavailable : (quoted?.body ?? '…')} />
}

const Lines = ({ title, line }: { title: string; line: string }) => (
  <>
    <span className="truncate font-medium text-accent-ink">{title}</span>
    <bdi className="truncate text-muted">{plainPreview(line)}</bdi>
  </>
)
