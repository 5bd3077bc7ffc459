'use client'

import { useFriends } from '@/components/friends/use-friends'
import { useStrings } from '@/components/strings/use-strings'
import { useLoadState } from '@/components/sync/use-load-state'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { SkeletonRows } from '@/components/ui/skeleton'
import { Welcome } from '@/components/welcome/welcome'

/** Shown instead of the list and the pane: the first steps of somebody without friends, or the way to a first message. */
export function NoConversations({ onCompose }: { onCompose(): void }) {
  const strings = useStrings()
  const { friends, ...list } = useFriends()
  const state = useLoadState(list.state)
  if (state === 'loading') return <SkeletonRows label={strings.messages.loading} />
  if (friends.length === 0 && state === 'ready') return <Welcome />
  return (
    <EmptyState
      icon="messages"
      title={strings.messages.none}
      action={<Button onClick={onCompose}>{strings.messages.compose}</Button>}
    >
      {strings.messages.noneWhy}
    </EmptyState>
  )
}
