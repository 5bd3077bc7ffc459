'use client'
import { useQueryClient } from '@tanstack/react-query'
import { copyText } from '@/components/invitations/copy-text'
import { hideWithUndo } from '@/components/message-data/hide-with-undo'
import { type OptimisticChange, optimisticChanges } from '@/components/message-data/optimistic-changes'
import type { DisplayMessage } from '@/components/message-data/use-messages'
import { useOutbox } from '@/components/outbox/outbox-context'
import { serverNow } from '@/components/server-time'
import { errorMessage } from '@/components/strings/error-message'
import { currentStrings } from '@/components/strings/strings'
import { useStrings } from '@/components/strings/use-strings'
import { patch, post, remove } from '@/components/sync/api'
import { changeCachedMessages } from '@/components/sync/cached-messages'
import { useSyncServices } from '@/components/sync/sync-context'
import { useMe } from '@/components/sync/use-me'
import { toast } from '@/components/ui/toasts'
import { queries } from '@/lib/events/apply-event'
import { retracted, withNewerMessage, withoutMessage } from '@/lib/messages/reducers'
import type { Message } from '@/lib/messages/schema'
import { itemsOf, mapItems, type Pages } from '@/lib/pages'
import { composerModes } from './composer-mode'
import { focusMessage, focusNeighbour } from './message-keyboard'

export type MessageActions = ReturnType<typeof useMessageActions>

/** What an edit needs of a message, which may not be loaded any more when the edit is saved. */
export type EditedMessage = Pick<Message, 'conversationId' | 'clientId' | 'seq' | 'body'>

/**
 * The actions on the messages of a conversation. A change is shown at once; if the server refuses it, it is undone and
 * a toast shows the reason.
 */
export function useMessageActions(conversationId: string) {
  const strings = useStrings()
  const text = strings.messages

  const queryClient = useQueryClient()
  const outbox = useOutbox()
  const { connection, sync } = useSyncServices()
  const { user } = useMe()

  const pathOf = ({ seq }: EditedMessage) => `/api/messages/${conversationId}/${seq}`
  const put = (change: (list: Pages<Message>) => Pages<Message>) =>
    changeCachedMessages(queryClient, conversationId, change)
  const putMessage = ({ message }: { message: Message }) => put((list) => withNewerMessage(list, message))

  /** Shows the change, makes the call, and returns whether it succeeded. */
  const attempt = async (
    message: EditedMessage,
    change: OptimisticChange,
    call: () => Promise<unknown>,
  ): Promise<boolean> => {
    try {
      await optimisticChanges.during(message, change, async () => void (await call()))
      if (connection.state() !== 'live') void sync()
      return true
    } catch (error) {
      if (change.kind !== 'edit') toast({ text: `${text.notDone[change.kind]} ${refusalReason(error)}` })
      else restoreEdit(message, change.body, refusalReason(error))
      return false
    }
  }

  /** Puts the text of a refused edit back into the composer, unless another message is edited there by now. */
  const restoreEdit = (message: EditedMessage, body: string, reason: string) => {
    const mode = composerModes.of(conversationId)
    const editAgain = () => edit(message, body)
    const editsOther = mode?.kind === 'edit' && mode.clientId !== message.clientId
    if (!editsOther) editAgain()
    const action = editsOther ? { action: { label: text.editAgain, run: editAgain } } : {}
    toast({ text: `${text.notDone.edit} ${reason}`, ...action })
  }

  const edit = ({ clientId, seq, body: stored }: EditedMessage, body = stored) =>
    composerModes.set(conversationId, { kind: 'edit', clientId, seq, stored, text: body, pending: false })

  /** Discards an unsent message. */
  const discard = ({ clientId, mayBeSent }: DisplayMessage) => {
    focusNeighbour(clientId)
    const undo = outbox.discard(clientId)
    if (!undo) return void toast({ text: text.sentMeanwhile })
    const mode = composerModes.of(conversationId)
    if (mode?.kind === 'edit' && mode.clientId === clientId) composerModes.set(conversationId, undefined)
    const action = { label: strings.toasts.undo, run: undo }
    toast({ text: mayBeSent ? text.withdrawing : text.discarded, action })
  }

  return {
    edit,
    discard,
    retry({ clientId }: Message) {
      focusMessage(clientId)
      outbox.retry(clientId)
    },
    /** Changes the text of an unsent message. Returns false if it has been stored meanwhile. */
    editUnsent: ({ clientId }: { clientId: string }, body: string) => outbox.edit(clientId, body),
    /** Returns the viewer's stored message with this clientId, if it is among the loaded newest ones. */
    findStored(clientId: string): Message | undefined {
      const pages = queryClient.getQueryData<Pages<Message>>(queries.messages.key(conversationId))
      return pages && itemsOf(pages).find((message) => message.clientId === clientId && message.senderId === user.id)
    },
    reply: ({ seq }: Message) => composerModes.set(conversationId, { kind: 'reply', seq }),
    async copy({ body }: Message) {
      toast({ text: (await copyText(body)) ? text.copied : text.notCopied })
    },
    save: (message: EditedMessage, body: string) =>
      attempt(message, { kind: 'edit', body, at: new Date(serverNow()).toISOString() }, async () =>
        putMessage(await patch<{ message: Message }>(pathOf(message), { body })),
      ),
    react: (message: Message, emoji: string | null) =>
      attempt(message, { kind: 'react', userId: user.id, emoji }, async () =>
        putMessage(await post<{ message: Message }>(`${pathOf(message)}/reaction`, { emoji })),
      ),
    retract: (message: Message) =>
      attempt(message, { kind: 'retract' }, async () => {
        await remove(`${pathOf(message)}?for=everyone`)
        put((list) =>
          mapItems(list, (items) => items.map((item) => (item.seq === message.seq ? retracted(item) : item))),
        )
      }),
    hide(message: Message) {
      focusNeighbour(message.clientId)
      hideWithUndo(message, async () => {
        await attempt(message, { kind: 'hide' }, async () => {
          await remove(pathOf(message), { keepalive: true })
          put((list) => withoutMessage(list, message.seq))
        })
      })
    },
  }
}

const refusalReason = (error: unknown) => {
  const text = currentStrings().messages
  return error instanceof Error && 'code' in error && error.code === 'not_found'
    ? text.goneAlready
    : errorMessage(error)
}
