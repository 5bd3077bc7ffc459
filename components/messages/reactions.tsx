'use client'

import type { DisplayMessage } from '@/components/message-data/use-messages'
import type { Strings } from '@/components/strings/strings'
import { useStrings } from '@/components/strings/use-strings'
import { useTabIndex } from '@/components/ui/tab-stops'
import { useConversationContext } from './conversation-context'
import { type GroupedReaction, groupReactions } from './group-reactions'

/** The reactions below a message; pressing one adds or removes the viewer's own. */
export function Reactions({ message }: { message: DisplayMessage }) {
  const strings = useStrings()
  const { conversation, viewerId, actions } = useConversationContext()
  const { peer, open } = conversation
  const tabIndex = useTabIndex()
  return groupReactions(message, viewerId).map((reaction) => {
    const { emoji, userIds, isMine } = reaction
    return (
      <button
        key={emoji}
        type="button"
        tabIndex={tabIndex}
        aria-pressed={isMine}
        aria-label={strings.messages.reactionBy(emoji, namesOf(reaction, peer.displayName, strings), userIds.length)}
        title={namesOf(reaction, peer.displayName, strings)}
        disabled={!open}
        onClick={() => void actions.react(message, isMine ? null : emoji)}
        className="flex h-6 items-center gap-1 rounded-full border border-line bg-raised px-2 text-small transition-colors enabled:hover:bg-hover aria-pressed:border-accent-ink aria-pressed:bg-accent-soft pointer-coarse:h-8"
      >
        {emoji} {userIds.length > 1 && <span className="tabular-nums">{userIds.length}</span>}
      </button>
    )
  })
}

function namesOf({ userIds, isMine }: GroupedReaction, peerName: string, strings: Strings): string {
  const { me, both } = strings.messages.reactionOf
  if (!isMine) return peerName
  return userIds.length > 1 ? both(peerName) : me
}
