'use client'
import { useQueryClient } from '@tanstack/react-query'
import { copyText } from '@/components/invitations/copy-text'
import { useOutbox } from '@/components/outbox/outbox-context'
import { serverNow } from '@/components/server-time'
import { errorMessage } from '@/components/strings/error-message'
import { currentStrings } from '@/components/strings/strings'
import { useStrings } from '@/components/strings/use-strings'
import { patch, post, remove } from '@/components/sync/api'
import { useSyncServices } from '@/components/sync/sync-context'
import { useMe } from '@/components/sync/use-me'
import { toast } from '@/components/ui/toasts'
import { queryKeys } from '@/lib/events/apply-event'
import { retracted, withNewerMessage, withoutMessage } from '@/lib/messages/reducers'
import type { Message } from '@/lib/messages/schema'
import { itemsOf, mapItems, type Pages } from '@/lib/pages'
import { composerModes } from './composer-mode'
import { hideWithUndo } from './delayed-hide'
import { focusFullyVisible, focusNeighbour } from './message-keyboard'
import { type OptimisticChange, optimisticChanges } from './optimistic-changes'
import type { DisplayMessage } from './use-messages'

export type MessageActions = ReturnType<typeof useMessageActions>

/** What can be done to a message: seen at once, and if it is stored taken back with a word should the server refuse. */
export function useMessageActions(conversationId: string) {
  const strings = useStrings()
  const text = strings.messages

  const queryClient = useQueryClient()
  const outbox = useOutbox()
  const { connection, sync } = useSyncServices()
  const { user } = useMe()

  const pathOf = ({ seq }: Message) => `/api/messages/${conversationId}/${seq}`
  const put = (change: (list: Pages<Message>) => Pages<Message>) =>
    queryClient.setQueryData<Pages<Message>>(queryKeys.messages(conversationId), (list) => list && change(list))
  const putMessage = ({ message }: { message: Message }) => put((list) => withNewerMessage(list, message))

  /** Whether it was done. */
  const attempt = async (
    message: Message,
    change: OptimisticChange,
    call: () => Promise<unknown>,
  ): Promise<boolean> => {
    try {
      await optimisticChanges.during(message, change, async () => void (await call()))
      if (connection.state() !== 'live') void sync()
      return true
    } catch (error) {
      if (change.kind !== 'edit') toast({ text: `${text.notDone[change.kind]} ${reasonOf(error)}` })
      else giveBack(message, change.body, reasonOf(error))
      return false
    }
  }

  /** The text of a refused edit goes back to the composer, unless that is at another message by now. */
  const giveBack = (message: Message, body: string, reason: string) => {
    const mode = composerModes.of(conversationId)
    const again = () => edit(message, body)
    const isElsewhere = mode?.kind === 'edit' && mode.clientId !== message.clientId
    if (!isElsewhere) again()
    const action = isElsewhere ? { action: { label: text.editAgain, run: again } } : {}
    toast({ text: `${text.notDone.edit} ${reason}`, ...action })
  }

  const edit = ({ clientId, body: stored }: Message, body = stored) =>
    composerModes.set(conversationId, { kind: 'edit', clientId, stored, text: body, pending: false })

  /** Deletes a message that still waits. */
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
      focusFullyVisible(clientId)
      outbox.retry(clientId)
    },
    /** Gives a message that still waits other words; false when it waits no more. */
    rewrite: ({ clientId }: { clientId: string }, body: string) => outbox.edit(clientId, body),
    /** The stored message of that clientId, as far as the newest ones are known. */
    stored(clientId: string): Message | undefined {
      const pages = queryClient.getQueryData<Pages<Message>>(queryKeys.messages(conversationId))
      return pages && itemsOf(pages).find((message) => message.clientId === clientId && message.senderId === user.id)
    },
    reply: ({ seq }: Message) => composerModes.set(conversationId, { kind: 'reply', seq }),
    async copy({ body }: Message) {
      toast({ text: (await copyText(body)) ? text.copied : text.notCopied })
    },
    save: (message: Message, body: string) =>
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

const reasonOf = (error: unknown) => {
  const text = currentStrings().messages
  return error instanceof Error && 'code' in error && error.code === 'not_found'
    ? text.goneAlready
    : errorMessage(error)
}
