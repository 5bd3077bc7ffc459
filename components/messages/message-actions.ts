import type { QueryClient } from '@tanstack/react-query'
import { copyText } from '@/components/invitations/copy-text'
import { hideWithUndo } from '@/components/message-data/hide-with-undo'
import { type OptimisticChange, optimisticChanges } from '@/components/message-data/optimistic-changes'
import { type DisplayMessage, mayBeSent } from '@/components/message-data/use-messages'
import type { Outbox } from '@/components/outbox/outbox'
import { serverNow } from '@/components/server-time'
import { errorMessage } from '@/components/strings/error-message'
import { currentStrings } from '@/components/strings/strings'
import { patch, post, remove } from '@/components/sync/api'
import { changeCachedMessages } from '@/components/sync/cached-messages'
import { toast } from '@/components/ui/toasts'
import { queries } from '@/lib/events/apply-event'
import { retracted, withNewerMessage, withoutMessage } from '@/lib/messages/reducers'
import type { Message } from '@/lib/messages/schema'
import { itemsOf, mapItems, type Pages } from '@/lib/pages'
import { composerModes } from './composer-mode'
import { focusMessage, focusNeighbour } from './message-keyboard'

/** What an edit needs of a message, which may not be loaded any more when the edit is saved. */
export type EditedMessage = Pick<Message, 'conversationId' | 'clientId' | 'seq' | 'body'>

interface MessageActionsDeps {
  conversationId: string
  viewerId: string
  queryClient: QueryClient
  outbox: Outbox
  /** Fetches events where no socket brings them. */
  syncUnlessLive(): void
}

/**
 * The actions on the messages of a conversation. A change is shown at once; if the server refuses it, it is undone and
 * a toast shows the reason.
 */
export class MessageActions {
  readonly #deps: MessageActionsDeps

  constructor(deps: MessageActionsDeps) {
    this.#deps = deps
  }

  /** Starts an edit in the composer. */
  edit({ clientId, seq, body: stored }: EditedMessage, body = stored): void {
    composerModes.set(this.#deps.conversationId, { kind: 'edit', clientId, seq, stored, text: body, pending: false })
  }

  /** Starts a reply in the composer. */
  reply({ seq }: Message): void {
    composerModes.set(this.#deps.conversationId, { kind: 'reply', seq })
  }

  async copy({ body }: Message): Promise<void> {
    const { copied, notCopied } = currentStrings().messages
    toast({ text: (await copyText(body)) ? copied : notCopied })
  }

  /** Sends a refused message again. */
  retry({ clientId }: Message): void {
    focusMessage(clientId)
    this.#deps.outbox.retry(clientId)
  }

  /** Discards an unsent message. */
  discard(message: DisplayMessage): void {
    const { conversationId, outbox } = this.#deps
    const strings = currentStrings()
    const { clientId } = message
    focusNeighbour(clientId)
    const undo = outbox.discard(clientId)
    if (!undo) return void toast({ text: strings.messages.sentMeanwhile })
    const mode = composerModes.of(conversationId)
    if (mode?.kind === 'edit' && mode.clientId === clientId) composerModes.set(conversationId, undefined)
    const text = mayBeSent(message) ? strings.messages.withdrawing : strings.messages.discarded
    toast({ text, action: { label: strings.toasts.undo, run: undo } })
  }

  /** Changes the text of an unsent message. Returns false if it has been stored meanwhile. */
  editUnsent({ clientId }: { clientId: string }, body: string): boolean {
    return this.#deps.outbox.edit(clientId, body)
  }

  /** Returns the viewer's stored message with this clientId, if it is among the loaded newest ones. */
  findStored(clientId: string): Message | undefined {
    const { conversationId, viewerId, queryClient } = this.#deps
    const pages = queryClient.getQueryData<Pages<Message>>(queries.messages.key(conversationId))
    return pages && itemsOf(pages).find((message) => message.clientId === clientId && message.senderId === viewerId)
  }

  /** Saves the new text of a stored message. Resolves with whether it succeeded. */
  save(message: EditedMessage, body: string): Promise<boolean> {
    return this.#change(message, { kind: 'edit', body, at: new Date(serverNow()).toISOString() }, async () =>
      this.#putMessage(await patch<{ message: Message }>(this.#pathOf(message), { body })),
    )
  }

  /** Sets the viewer's reaction; null removes it. */
  react(message: Message, emoji: string | null): Promise<boolean> {
    return this.#change(message, { kind: 'react', userId: this.#deps.viewerId, emoji }, async () =>
      this.#putMessage(await post<{ message: Message }>(`${this.#pathOf(message)}/reaction`, { emoji })),
    )
  }

  /** Deletes the message for everyone. */
  retract(message: Message): Promise<boolean> {
    return this.#change(message, { kind: 'retract' }, async () => {
      await remove(`${this.#pathOf(message)}?for=everyone`)
      this.#put((list) =>
        mapItems(list, (items) => items.map((item) => (item.seq === message.seq ? retracted(item) : item))),
      )
    })
  }

  /** Deletes the message for the viewer, unless it is undone. */
  hide(message: Message): void {
    focusNeighbour(message.clientId)
    hideWithUndo(message, async () => {
      await this.#change(message, { kind: 'hide' }, async () => {
        await remove(this.#pathOf(message), { keepalive: true })
        this.#put((list) => withoutMessage(list, message.seq))
      })
    })
  }

  /** Shows the change, makes the call, and returns whether it succeeded. */
  async #change(message: EditedMessage, change: OptimisticChange, call: () => Promise<void>): Promise<boolean> {
    try {
      await optimisticChanges.during(message, change, call)
      this.#deps.syncUnlessLive()
      return true
    } catch (error) {
      const { notDone } = currentStrings().messages
      if (change.kind !== 'edit') toast({ text: `${notDone[change.kind]} ${refusalReason(error)}` })
      else this.#restoreEdit(message, change.body, refusalReason(error))
      return false
    }
  }

  /** Puts the text of a refused edit back into the composer, unless another message is edited there by now. */
  #restoreEdit(message: EditedMessage, body: string, reason: string) {
    const { notDone, editAgain: label } = currentStrings().messages
    const mode = composerModes.of(this.#deps.conversationId)
    const editAgain = () => this.edit(message, body)
    const editsOther = mode?.kind === 'edit' && mode.clientId !== message.clientId
    if (!editsOther) editAgain()
    toast({ text: `${notDone.edit} ${reason}`, ...(editsOther && { action: { label, run: editAgain } }) })
  }

  #putMessage({ message }: { message: Message }) {
    this.#put((list) => withNewerMessage(list, message))
  }

  #put(change: (list: Pages<Message>) => Pages<Message>) {
    const { conversationId, queryClient } = this.#deps
    changeCachedMessages(queryClient, conversationId, change)
  }

  #pathOf({ seq }: EditedMessage) {
    return `/api/messages/${this.#deps.conversationId}/${seq}`
  }
}

const refusalReason = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'not_found'
    ? currentStrings().messages.goneAlready
    : errorMessage(error)
