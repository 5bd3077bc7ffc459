'use client'

import { useState } from 'react'
import { EmojiDialog } from '@/components/emoji/lazy-emoji-dialog'
import { useFriendActions } from '@/components/friend-actions/use-friend-actions'
import { type DisplayMessage, mayBeSent } from '@/components/message-data/use-messages'
import { useStrings } from '@/components/strings/use-strings'
import { useTimeFormat } from '@/components/strings/use-time-format'
import { useMe } from '@/components/sync/use-me'
import { IconButton } from '@/components/ui/button'
import { lazyDialog } from '@/components/ui/lazy-dialog'
import { Menu } from '@/components/ui/menu'
import type { MenuItem } from '@/components/ui/menu-items'
import { TabStops } from '@/components/ui/tab-stops'
import { useNow } from '@/components/ui/use-now'
import { useConversationContext } from './conversation-context'
import { offeredReactions } from './group-reactions'
import { availableActions, type MessageActionKind } from './message-menu-items'
import { timesOf } from './message-times'

const ReportDialog = lazyDialog(() => import('@/components/reports/report-dialog').then((file) => file.ReportDialog))
const RetractDialog = lazyDialog(() => import('./retract-dialog').then((file) => file.RetractDialog))

interface Props {
  message: DisplayMessage
  isMine: boolean
  /** The pointer or the focus is in the message. */
  isInUse: boolean
}

/**
 * Buttons to react to a message, to reply and for its menu, visible on hover and focus. Keys, the right mouse button and
 * touch on the message open the menu too. Only the last one, which leads to everything, is always in the document.
 */
export function MessageToolbar({ message, isMine, isInUse }: Props) {
  const text = useStrings().messages
  const { conversation, viewerId, actions } = useConversationContext()
  const { block } = useFriendActions()
  const { limits } = useMe()
  const { exactTime } = useTimeFormat()
  const now = useNow()
  const [dialog, setDialog] = useState<'emoji' | 'retract' | 'report'>()
  const close = () => setDialog(undefined)
  const { peer, open } = conversation
  const available = availableActions(message, { isMine, open, now, limits })
  if (available.length === 0) return null
  const itemOf: Record<Exclude<MessageActionKind, 'react'>, MenuItem> = {
    reply: { label: text.reply, icon: 'reply', run: () => actions.reply(message) },
    copy: { label: text.copy, icon: 'copy', run: () => void actions.copy(message) },
    edit: { label: text.edit, icon: 'edit', run: () => actions.edit(message) },
    retry: { label: text.retry, icon: 'send', run: () => actions.retry(message) },
    discard: {
      label: text.discard,
      note: mayBeSent(message) ? text.withdrawNote : text.discardNote,
      icon: 'trash',
      tone: 'danger',
      run: () => actions.discard(message),
    },
    hide: {
      label: text.hide,
      note: text.hideNote(peer.displayName),
      icon: 'trash',
      run: () => actions.hide(message),
    },
    retract: { label: text.retract.menu, icon: 'trash', tone: 'danger', run: () => setDialog('retract') },
    report: { label: text.report, icon: 'flag', tone: 'danger', run: () => setDialog('report') },
  }
  const reactions = {
    label: text.reactions,
    choices: offeredReactions(message, viewerId).map(({ emoji, chosen }) => ({
      text: emoji,
      label: chosen ? text.unreact(emoji) : text.react(emoji),
      chosen,
      run: () => void actions.react(message, chosen ? null : emoji),
    })),
    more: { label: text.moreReactions, run: () => setDialog('emoji') },
  }
  const excerpt = message.retracted ? text.retracted : message.body.slice(0, 60)
  return (
    <>
      {isInUse && available.includes('react') && (
        <Menu icon="emoji" label={text.reactTo(excerpt)} items={[]} choices={reactions} />
      )}
      {isInUse && available.includes('reply') && (
        <IconButton icon="reply" label={text.replyWith(excerpt)} onClick={() => actions.reply(message)} />
      )}
      <span data-message-menu>
        <Menu
          litBy={bubbleOf}
          about={timesOf(message, isMine, { text, exactTime })}
          label={isMine ? text.moreMine(excerpt) : text.more(peer.displayName, excerpt)}
          items={available.flatMap((action) => (action === 'react' ? [] : [itemOf[action]]))}
          choices={available.includes('react') ? reactions : undefined}
        />
      </span>
      <TabStops reachable>
        <EmojiDialog
          chosen={message.reactions.find(({ userId }) => userId === viewerId)?.emoji}
          open={dialog === 'emoji'}
          onClose={close}
          onChoose={(emoji) => void actions.react(message, emoji)}
        />
        <RetractDialog
          peerName={peer.displayName}
          open={dialog === 'retract'}
          onClose={close}
          onRetract={() => void actions.retract(message)}
        />
        <ReportDialog person={peer} block={block} messageId={message.id} open={dialog === 'report'} onClose={close} />
      </TabStops>
    </>
  )
}

const bubbleOf = (button: HTMLElement) =>
  button.closest('[data-message]')?.querySelector<HTMLElement>(':scope > [data-bubble]')
