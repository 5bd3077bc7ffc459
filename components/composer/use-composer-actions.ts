'use client'

import type { DisplayMessage } from '@/components/message-data/use-messages'
import { type ComposerMode, composerModes, useComposerMode } from '@/components/messages/composer-mode'
import type { EditedMessage } from '@/components/messages/message-actions'
import { availableActions } from '@/components/messages/message-menu-items'
import { useMessageActions } from '@/components/messages/use-message-actions'
import { useOutbox } from '@/components/outbox/outbox-context'
import { serverNow } from '@/components/server-time'
import { useStrings } from '@/components/strings/use-strings'
import { useMe } from '@/components/sync/use-me'
import { toast } from '@/components/ui/toasts'
import { useSyncedDraft } from './use-drafts'
import { useSendTyping } from './use-send-typing'

type Edit = Extract<ComposerMode, { kind: 'edit' }>

/** The text in the composer and its actions, for a new message, a reply or an edit. */
export function useComposerActions(
  id: string,
  messages: readonly DisplayMessage[],
  lastOwn: DisplayMessage | undefined,
) {
  const mode = useComposerMode(id)
  const leaveMode = () => composerModes.set(id, undefined)
  const draft = useNewMessage(id, mode?.kind === 'reply' ? mode.seq : null, leaveMode)
  const edit = useEdit(id, messages, lastOwn, leaveMode)
  return { mode, leaveMode, editLast: edit.last, ...(mode?.kind === 'edit' ? edit.of(mode) : draft) }
}

function useNewMessage(id: string, replyTo: number | null, leaveMode: () => void) {
  const outbox = useOutbox()
  const { text, write, flush } = useSyncedDraft(id)
  const typing = useSendTyping(id)
  return {
    text,
    flush,
    isPending: false,
    change(next: string) {
      write(next)
      typing.typed(next)
    },
    submit() {
      outbox.send(id, text.trimEnd(), { replyTo })
      typing.sent()
      write('')
      flush()
      leaveMode()
    },
  }
}

function useEdit(
  id: string,
  messages: readonly DisplayMessage[],
  lastOwn: DisplayMessage | undefined,
  leaveMode: () => void,
) {
  const strings = useStrings()
  const { user, limits } = useMe()
  const actions = useMessageActions(id)

  const save = async (mode: Edit) => {
    const body = mode.text.trimEnd()
    if (body === mode.stored || actions.editUnsent(mode, body)) return leaveMode()
    const isEdited = ({ clientId, senderId }: DisplayMessage) => clientId === mode.clientId && senderId === user.id
    const message = messages.find(isEdited) ?? actions.findStored(mode.clientId) ?? droppedMessage(id, mode)
    if (!message) return void toast({ text: `${strings.messages.notDone.edit} ${strings.messages.goneAlready}` })
    composerModes.set(id, { ...mode, pending: true })
    const isSaved = await actions.save(message, body)
    const current = composerModes.of(id)
    if (isSaved && current?.kind === 'edit' && current.clientId === mode.clientId) leaveMode()
  }

  return {
    of: (mode: Edit) => ({
      text: mode.text,
      flush: () => {},
      isPending: mode.pending,
      change: (text: string) => composerModes.set(id, { ...mode, text }),
      submit: () => void save(mode),
    }),
    /** Starts an edit of the viewer's last message, sent or unsent, if it may still be edited. */
    last() {
      const situation = { isMine: true, open: true, now: new Date(serverNow()), limits }
      if (lastOwn && availableActions(lastOwn, situation).includes('edit')) actions.edit(lastOwn)
    },
  }
}

/** Returns what an edit needs of a stored message that is no longer loaded. */
const droppedMessage = (conversationId: string, { clientId, seq, stored }: Edit): EditedMessage | undefined =>
  seq > 0 ? { conversationId, clientId, seq, body: stored } : undefined
