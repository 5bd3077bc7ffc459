'use client'

import { useState } from 'react'
import { FailedState } from '@/components/screen/failed-state'
import { useStrings } from '@/components/strings/use-strings'
import { useLoadState } from '@/components/sync/use-load-state'
import { usePagedQuery } from '@/components/sync/use-pages'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { lazyDialog } from '@/components/ui/lazy-dialog'
import { LoadMore } from '@/components/ui/load-more'
import { SkeletonRows } from '@/components/ui/skeleton'
import { Time } from '@/components/ui/time'
import { useRowKeyboard } from '@/components/ui/use-row-keyboard'
import type { BlockedPerson } from '@/lib/friends/schema'
import { blockedQuery } from './blocked-query'

const UnblockDialog = lazyDialog(() =>
  import('@/components/friend-actions/unblock-dialog').then((file) => file.UnblockDialog),
)

/** Users blocked by the viewer, newest first, with the names visible when they were blocked. */
export function BlockedPeople() {
  const text = useStrings().you.blocked
  const list = usePagedQuery<BlockedPerson>(blockedQuery)
  const { items: people, hasMore, loadMore, retry } = list
  const state = useLoadState(list.state)
  const rows = useRowKeyboard(people.length)
  if (state === 'loading')
    return (
      <div className="-mx-4">
        <SkeletonRows label={text.loading} count={4} />
      </div>
    )
  if (state === 'error') return <FailedState onRetry={retry} />
  if (people.length === 0)
    return (
      <EmptyState icon="block" title={text.none}>
        {text.noneWhy}
      </EmptyState>
    )
  return (
    <div className="max-w-bubble">
      <ul {...rows} className="-mx-4 flex flex-col">
        {people.map((person) => (
          <BlockedRow key={person.id} person={person} />
        ))}
      </ul>
      {hasMore && <LoadMore page={people.length} label={text.loading} onReach={loadMore} />}
    </div>
  )
}

function BlockedRow({ person: { id, username, displayName, since } }: { person: BlockedPerson }) {
  const strings = useStrings()
  const text = strings.you.blocked

  const [asking, setAsking] = useState(false)
  const name = displayName ?? strings.person.unblock.unnamed
  return (
    <li className="flex min-w-0 items-center gap-3 px-4 py-2">
      <Avatar person={{ id, displayName: displayName ?? '?' }} />
      <div className="min-w-0 grow">
        <p className="truncate font-medium" title={name}>
          <bdi>{name}</bdi>
        </p>
        {username !== null && <p className="truncate text-muted text-small">@{username}</p>}
        {displayName === null && <p className="text-muted text-small">{text.unseen}</p>}
        <p className="truncate text-muted text-small">
          {text.since} <Time at={since} />
        </p>
      </div>
      <Button data-row variant="quiet" aria-label={text.unblock(name)} onClick={() => setAsking(true)}>
        {strings.person.unblock.doIt}
      </Button>
      <UnblockDialog personId={id} name={name} open={asking} onClose={() => setAsking(false)} />
    </li>
  )
}
