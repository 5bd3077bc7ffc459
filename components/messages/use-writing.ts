'use client'

import { useMe } from '@/components/providers/use-me'
import { serverNow } from '@/components/server-time'
import { toast } from '@/components/ui/toasts'
import { words } from '@/components/words'
import { type Composing, composing, useComposing } from './composing'
import { deedsFor } from './message-menu-items'
import { useComposer } from './use-composer'
import { useKeptDraft } from './use-drafts'
import { useMessageActions } from './use-message-actions'
import type { ShownMessage } from './use-messages'
import { useSayTyping } from './use-say-typing'

type Edit = Extract<Composing, { kind: 'edit' }>

/** What stands in the composer, and what becomes of it: a new message, an answer to one, or a stored one anew. */
export function useWriting(id: string, messages: readonly ShownMessage[]) {
  const mode = useComposing(id)
  const leaveMode = () => composing.set(id, undefined)
  const draft = useNewMessage(id, mode?.kind === 'reply' ? mode.seq : null, leaveMode)
  const edit = useEdit(id, messages, leaveMode)
  return { mode, leaveMode, editLast: edit.last, ...(mode?.kind === 'edit' ? edit.of(mode) : draft) }
}

function useNewMessage(id: string, replyTo: number | null, leaveMode: () => void) {
  const { send } = useComposer(id)
  const { text, write, flush } = useKeptDraft(id)
  const typing = useSayTyping(id)
  return {
    text,
    flush,
    isPending: false,
    change(next: string) {
      write(next)
      typing.typed(next)
    },
    submit() {
      send(text.trimEnd(), replyTo)
      typing.sent()
      write('')
      flush()
      leaveMode()
    },
  }
}

function useEdit(id: string, messages: readonly ShownMessage[], leaveMode: () => void) {
  const { user, limits } = useMe()
  const actions = useMessageActions(id)

  const save = async (mode: Edit) => {
    const body = mode.text.trimEnd()
    if (body === mode.stored || actions.rewrite(mode, body)) return leaveMode()
    const isIt = ({ clientId, senderId }: ShownMessage) => clientId === mode.clientId && senderId === user.id
    const message = messages.find(isIt) ?? actions.stored(mode.clientId)
    if (!message) return void toast({ text: `${words.messages.notDone.edit} ${words.messages.goneAlready}` })
    composing.set(id, { ...mode, pending: true })
    const isSaved = await actions.save(message, body)
    const now = composing.of(id)
    if (isSaved && now?.kind === 'edit' && now.clientId === mode.clientId) leaveMode()
  }

  return {
    of: (mode: Edit) => ({
      text: mode.text,
      flush: () => {},
      isPending: mode.pending,
      change: (text: string) => composing.set(id, { ...mode, text }),
      submit: () => void save(mode),
    }),
    /** Takes up the viewer's last message again, sent or not, while it may be edited. */
    last() {
      const message = messages.findLast(({ senderId }) => senderId === user.id)
      const situation = { isMine: true, open: true, now: new Date(serverNow()), limits }
      if (message && deedsFor(message, situation).includes('edit')) actions.edit(message)
    },
  }
}
