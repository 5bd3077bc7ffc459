'use client'

import Link from 'next/link'
import { profilePath } from '@/components/friends/paths'
import { ConnectionLine } from '@/components/shell/connection-line'
import { Avatar } from '@/components/ui/avatar'
import { IconButton } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { words } from '@/components/words'
import type { Person } from '@/lib/accounts/schema'
import { showList } from './paths'

/** With whom; below the name their username, or how the connection is while it is not live. */
export function ConversationHeader({ peer, waiting }: { peer: Person | undefined; waiting: number }) {
  return (
    <header className="flex h-bar shrink-0 items-center gap-3 border-line border-b px-4">
      <IconButton icon="back" label={words.messages.back} onClick={showList} className="-ms-3 -me-2 md:hidden" />
      {peer ? <Avatar person={peer} size="small" /> : <Skeleton className="size-9 rounded-full" />}
      {peer ? (
        <div className="flex min-w-0 flex-col">
          <h2 className="truncate font-semibold" title={peer.displayName}>
            <Link href={profilePath(peer.username)} prefetch={false} className="hover:underline">
              <bdi>{peer.displayName}</bdi>
            </Link>
          </h2>
          {/* Beside the list the line stands there already, unless it has something to say about this conversation. */}
          <div className={waiting === 0 ? 'md:hidden' : ''}>
            <ConnectionLine waiting={waiting} otherwise={`@${peer.username}`} />
          </div>
          {waiting === 0 && <p className="truncate text-caption text-muted max-md:hidden">@{peer.username}</p>}
        </div>
      ) : (
        <div className="flex flex-col gap-1">
          <Skeleton className="h-3 w-32 rounded-joint" />
          <ConnectionLine />
        </div>
      )}
    </header>
  )
}
