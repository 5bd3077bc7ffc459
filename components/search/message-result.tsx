'use client'

import { messagePath, navigateToMessage } from '@/components/conversation-data/paths'
import { useStrings } from '@/components/strings/use-strings'
import { useMe } from '@/components/sync/use-me'
import { Avatar } from '@/components/ui/avatar'
import { Time } from '@/components/ui/time'
import type { SearchHit } from '@/lib/search/schema'
import { highlightMatches } from './excerpt'

/** A found message: author, peer, time, and an excerpt with the matches highlighted. */
export function MessageResult({ hit: { message, peer }, q }: { hit: SearchHit; q: string }) {
  const strings = useStrings()
  const { user } = useMe()
  const author = message.senderId === user.id ? strings.search.me : peer.displayName
  return (
    <li className="px-2">
      <a
        data-row
        href={messagePath(message.conversationId, message.seq)}
        className="flex items-center gap-3 rounded-control px-2 py-2 -outline-offset-2 transition-colors hover:bg-hover"
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
          event.preventDefault()
          navigateToMessage(message.conversationId, message.seq, q)
        }}
      >
        <Avatar person={peer} size="small" />
        <span className="flex min-w-0 grow flex-col">
          <span className="flex items-baseline gap-2">
            <span className="grow truncate font-medium text-small">
              <bdi>{strings.search.resultTitle(author, peer.displayName)}</bdi>
            </span>
            <Time at={message.createdAt} className="shrink-0 text-caption text-muted" />
          </span>
          <span dir="auto" className="line-clamp-2 text-muted text-small wrap-anywhere">
            {highlightMatches(message.body, q).map(({ text, isMatch }, index) =>
              isMatch ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the parts of an excerpt never change their order.
                <mark key={index} className="rounded-joint bg-accent-soft font-medium text-accent-ink">
                  {text}
                </mark>
              ) : (
                text
              ),
            )}
          </span>
        </span>
      </a>
    </li>
  )
}
