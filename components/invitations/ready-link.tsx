'use client'

import { useStrings } from '@/components/strings/use-strings'
import { Notice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import { useNow } from '@/components/ui/use-now'
import { InvitationCard } from './open-invitation'
import type { useReadyLink } from './use-ready-link'

/** The link for one person that is ready when the screen opens. Shows nothing once it was used or turned off. */
export function ReadyLink({ ready: { invitation, problem } }: { ready: ReturnType<typeof useReadyLink> }) {
  const strings = useStrings()
  const now = useNow()
  if (problem)
    return (
      <div className="px-4 py-2">
        <Notice kind="danger">{problem}</Notice>
      </div>
    )
  if (invitation === 'gone') return null
  return (
    <section aria-label={strings.invitations.ready} className="flex flex-col gap-3 px-4 py-2">
      <p className="text-muted">{strings.invitations.intro}</p>
      {invitation === 'preparing' ? (
        <div role="status" aria-label={strings.invitations.preparing} className="flex flex-col gap-3">
          <Skeleton className="h-11 w-40 rounded-joint" />
          <Skeleton className="h-9 w-full rounded-control" />
          <Skeleton className="size-56 rounded-control" />
          <Skeleton className="h-10 w-full rounded-joint" />
        </div>
      ) : (
        <InvitationCard key={invitation.id} invitation={invitation} now={now} withCode />
      )}
    </section>
  )
}
