import { words } from '@/components/strings/en'
import { Time } from '@/components/ui/time'
import type { Invitation } from '@/lib/invitations/schema'

/** One that leads nowhere any more: why, and what came of it. */
export function EndedInvitation({
  invitation: { label, state, uses, usesLeft, createdAt },
}: {
  invitation: Invitation
}) {
  return (
    <li className="flex items-baseline gap-3 px-4 py-2">
      <div className="min-w-0 grow">
        <p className="truncate" title={label}>
          <bdi>{label || words.invitations.unnamed}</bdi>
        </p>
        <p className="text-muted text-small">
          {state !== 'live' && words.invitations.states[state]} · {words.invitations.came(uses - usesLeft)}
        </p>
      </div>
      <Time at={createdAt} className="shrink-0 text-caption text-muted" />
    </li>
  )
}
