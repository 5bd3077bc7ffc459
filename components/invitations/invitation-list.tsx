'use client'

import { FailedState } from '@/components/screen/failed-state'
import { useStrings } from '@/components/strings/use-strings'
import { useLoadState } from '@/components/sync/use-load-state'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadMore } from '@/components/ui/load-more'
import { Section } from '@/components/ui/section'
import { SkeletonRows } from '@/components/ui/skeleton'
import { useNow } from '@/components/ui/use-now'
import { useRowKeyboard } from '@/components/ui/use-row-keyboard'
import { stateOf } from '@/lib/invitations/rules'
import { EndedInvitation } from './ended-invitation'
import { OpenInvitation } from './open-invitation'
import { useInvitations } from './use-invitations'

/** Open and ended invitations. `newId` is the one just created, `exceptId` one that is shown elsewhere. */
export function InvitationList({ newId, exceptId }: { newId: string | undefined; exceptId: string | undefined }) {
  const strings = useStrings()
  const { invitations, hasMore, loadMore, retry, ...list } = useInvitations()
  const state = useLoadState(list.state)
  const now = useNow()
  const standings = invitations
    .filter(({ id }) => id !== exceptId)
    .map((invitation) => ({ ...invitation, state: stateOf(invitation, now) }))
  const open = standings.filter((invitation) => invitation.state === 'live')
  const over = standings.filter((invitation) => invitation.state !== 'live')
  const rows = useRowKeyboard(open.length)
  if (state === 'loading') return <SkeletonRows label={strings.invitations.loading} count={3} />
  if (state === 'error') return <FailedState onRetry={retry} />
  if (standings.length === 0 && !hasMore)
    return (
      <EmptyState icon="addPerson" title={strings.invitations.none}>
        {strings.invitations.noneWhy}
      </EmptyState>
    )
  return (
    <div className="max-w-page md:px-2 md:pt-2">
      {open.length > 0 && (
        <Section title={strings.invitations.open} count={hasMore ? undefined : open.length}>
          <ul {...rows}>
            {open.map((invitation) => (
              <OpenInvitation key={invitation.id} invitation={invitation} now={now} isNew={invitation.id === newId} />
            ))}
          </ul>
        </Section>
      )}
      {over.length > 0 && (
        <Section title={strings.invitations.closed}>
          <ul>
            {over.map((invitation) => (
              <EndedInvitation key={invitation.id} invitation={invitation} />
            ))}
          </ul>
        </Section>
      )}
      {hasMore && <LoadMore page={invitations.length} label={strings.invitations.loading} onReach={loadMore} />}
    </div>
  )
}
