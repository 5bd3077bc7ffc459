'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Route } from 'next'
import Link from 'next/link'
import { useEffect, useRef, useState } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { get, post } from '@/components/sync/api'
import { Problem } from '@/components/sync/problem'
import { useSyncServices } from '@/components/sync/sync-context'
import { Button } from '@/components/ui/button'
import { buttonVariant } from '@/components/ui/button-variants'
import { Notice } from '@/components/ui/notice'
import { useAction } from '@/components/ui/use-action'
import type { Person } from '@/lib/accounts/schema'
import { queries } from '@/lib/events/apply-event'
import type { Relation } from '@/lib/friends/rules'
import type { RequestOutcome } from '@/lib/friends/schema'

interface Props {
  token: string
  owner: Person
  /** Relation to the owner when the page was rendered. */
  relation: Relation
  /** Whether accepting sends a request. */
  asksFirst: boolean
}

/** Accepts an invitation, and shows what has become of it, also by what the owner does meanwhile. */
export function AcceptInvitation({ token, owner, relation: rendered, asksFirst }: Props) {
  const strings = useStrings()
  const { sync } = useSyncServices()
  const queryClient = useQueryClient()
  const profileKey = queries.profile.key(owner.id)
  const [outcome, setOutcome] = useState<Relation>()
  const relation = useLiveRelation(owner.id) ?? outcome ?? rendered
  const action = useAction()
  const onward = useRef<HTMLDivElement>(null)
  const isAnswered = outcome !== undefined
  useEffect(() => {
    if (isAnswered) onward.current?.querySelector<HTMLElement>('button, a')?.focus() // The focused button was removed.
  }, [isAnswered])
  const acceptNow = async () => {
    const next = await accept(token)
    setOutcome(next)
    queryClient.setQueryData(profileKey, (known: object | undefined) => known && { ...known, relation: next })
    await sync()
  }
  const text = strings.invitations
  const open = relation === 'none' || relation === 'incoming'
  return (
    <div className="flex flex-col gap-3">
      <p role="status" className="wrap-anywhere">
        {relation === 'outgoing' && text.asked(owner.displayName)}
        {relation === 'friends' && text.friends(owner.displayName)}
      </p>
      {open && (
        <Button pending={action.pending} onClick={() => action.run(acceptNow)} className="min-h-target">
          {asksFirst && relation === 'none' ? text.ask : text.accept}
        </Button>
      )}
      {action.problem && <Notice kind="danger">{action.problem}</Notice>}
      <div ref={onward} className="flex flex-col gap-3 *:min-h-target">
        {relation === 'friends' && (
          // A link and not MessageButton: this page is outside the app, which opens conversations without the server.
          <Link
            prefetch={false}
            href={`/messages/with/${owner.username}` as Route}
            className={buttonVariant('primary')}
          >
            <span className="min-w-0 truncate">{strings.friends.messageTo(owner.displayName)}</span>
          </Link>
        )}
        <Link prefetch={false} href="/friends" className={buttonVariant(relation === 'outgoing' ? 'primary' : 'plain')}>
          {text.toFriends}
        </Link>
      </div>
    </div>
  )
}

/** Returns the relation as events have it; undefined until it is known. */
function useLiveRelation(ownerId: string): Relation | undefined {
  const { data } = useQuery({
    queryKey: queries.profile.key(ownerId),
    queryFn: () => get<{ relation: Relation | 'blocked' }>(`/api/users/${ownerId}`),
  })
  return data && data.relation !== 'blocked' ? data.relation : undefined
}

/** Accepts the invitation and returns the new relation. Idempotent. */
async function accept(token: string): Promise<Relation> {
  try {
    const { status } = await post<RequestOutcome>('/api/invitations/accept', { token })
    return status === 'accepted' ? 'friends' : 'outgoing'
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.code === 'request_already_sent') return 'outgoing'
    if (error.code === 'already_friends') return 'friends'
    throw error.code === 'not_found' ? new Problem(404, 'invitation_not_valid', error.detail) : error
  }
}
