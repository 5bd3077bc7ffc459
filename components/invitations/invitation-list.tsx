'use client'

import { Section } from '@/components/friends/section'
import { EmptyState } from '@/components/ui/empty-state'
import { FailedState } from '@/components/ui/failed-state'
import { MoreRows } from '@/components/ui/more-rows'
import { SkeletonRows } from '@/components/ui/skeleton'
import { useLoadState } from '@/components/ui/use-load-state'
import { useNow } from '@/components/ui/use-now'
import { useRows } from '@/components/ui/use-rows'
import { words } from '@/components/words'
import { stateOf } from '@/lib/invitations/rules'
import { EndedInvitation } from './ended-invitation'
import { OpenInvitation } from './open-invitation'
import { useInvitations } from './use-invitations'

/** The open ones and the ones that are over; `newId` names the one just made here. */
export function InvitationList({ newId }: { newId: string | undefined }) {
  const { invitations, hasMore, loadMore, retry, ...list } = useInvitations()
  const state = useLoadState(list.state)
  const now = useNow()
  const standings = invitations.map((invitation) => ({ ...invitation, state: stateOf(invitation, now) }))
  const open = standings.filter((invitation) => invitation.state === 'live')
  const over = standings.filter((invitation) => invitation.state !== 'live')
  const rows = useRows(open.length)
  if (state === 'loading') return <SkeletonRows label={words.invitations.loading} count={3} />
  if (state === 'error') return <FailedState onRetry={retry} />
  if (invitations.length === 0)
    return (
      <EmptyState icon="addPerson" title={words.invitations.none}>
        {words.invitations.noneWhy}
      </EmptyState>
    )
  return (
    <div className="max-w-page md:px-2 md:pt-2">
      {open.length > 0 && (
        <Section title={words.invitations.open} count={hasMore ? undefined : open.length}>
          <ul {...rows}>
            {open.map((invitation) => (
              <OpenInvitation key={invitation.id} invitation={invitation} now={now} isNew={invitation.id === newId} />
            ))}
          </ul>
        </Section>
      )}
      {over.length > 0 && (
        <Section title={words.invitations.over}>
          <ul>
            {over.map((invitation) => (
              <EndedInvitation key={invitation.id} invitation={invitation} />
            ))}
          </ul>
        </Section>
      )}
      {hasMore && <MoreRows page={invitations.length} label={words.invitations.loading} onReach={loadMore} />}
    </div>
  )
}
