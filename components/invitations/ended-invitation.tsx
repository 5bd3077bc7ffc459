'use client'

import { useStrings } from '@/components/strings/use-strings'
import { Time } from '@/components/ui/time'
import type { Invitation } from '@/lib/invitations/schema'

/** An invitation that has ended: why, and how often it was used. */
export function EndedInvitation({
  invitation: { label, state, uses, usesLeft, createdAt },
}: {
  invitation: Invitation
}) {
  const strings = useStrings()
  return (
    <li className="flex items-baseline gap-3 px-4 py-2">
      <div className="min-w-0 grow">
        <p className="truncate" title={label}>
          <bdi>{label || strings.invitations.unnamed}</bdi>
        </p>
        <p className="text-muted text-small">
          {state !== 'live' && strings.invitations.states[state]} · {strings.invitations.acceptedBy(uses - usesLeft)}
        </p>
      </div>
      <Time at={createdAt} className="shrink-0 text-caption text-muted" />
    </li>
  )
}
