'use client'

import Link from 'next/link'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { post } from '@/components/sync/api'
import { Problem } from '@/components/sync/problem'
import { setShownViewer } from '@/components/sync/viewer'
import { Button } from '@/components/ui/button'
import { buttonVariant } from '@/components/ui/button-variants'
import { Notice } from '@/components/ui/notice'
import { useAction } from '@/components/ui/use-action'
import type { Relation } from '@/lib/friends/rules'
import type { RequestOutcome } from '@/lib/friends/schema'

interface Props {
  /** Id of the viewer, who sends the request. */
  viewerId: string
  token: string
  name: string
  relation: Relation
}

/** Accepts an invitation, and shows the result. */
export function AcceptInvitation({ viewerId, token, name, relation: before }: Props) {
  const strings = useStrings()
  const [relation, setRelation] = useState(before)
  const { pending, problem, run } = useAction()
  const onward = useRef<HTMLAnchorElement>(null)
  useLayoutEffect(() => setShownViewer(viewerId), [viewerId])
  useEffect(() => {
    if (relation !== before) onward.current?.focus() // The focused button was removed.
  }, [relation, before])
  const open = relation === 'none' || relation === 'incoming'
  return (
    <div className="flex flex-col gap-3">
      <p role="status" className="wrap-anywhere">
        {relation === 'outgoing' && strings.invitations.asked(name)}
        {relation === 'friends' && strings.invitations.friends(name)}
      </p>
      {open && (
        <Button
          pending={pending}
          onClick={() => run(async () => setRelation(await accept(token)))}
          className="min-h-target"
        >
          {strings.invitations.accept}
        </Button>
      )}
      {problem && <Notice kind="danger">{problem}</Notice>}
      <Link ref={onward} href="/friends" className={`${buttonVariant(open ? 'plain' : 'primary')} min-h-target`}>
        {strings.invitations.toFriends}
      </Link>
    </div>
  )
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
