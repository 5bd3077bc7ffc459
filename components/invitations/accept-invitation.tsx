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
export function AcceptInvitation({ viewerId, token, name, relation }: Props) {
  const strings = useStrings()
  const [standing, setStanding] = useState(relation)
  const { pending, problem, run } = useAction()
  const onward = useRef<HTMLAnchorElement>(null)
  useLayoutEffect(() => setShownViewer(viewerId), [viewerId])
  useEffect(() => {
    if (standing !== relation) onward.current?.focus() // The focused button was removed.
  }, [standing, relation])
  const open = standing === 'none' || standing === 'incoming'
  return (
    <div className="flex flex-col gap-3">
      <p role="status" className="wrap-anywhere">
        {standing === 'outgoing' && strings.invitations.asked(name)}
        {standing === 'friends' && strings.invitations.friends(name)}
      </p>
      {open && (
        <Button
          pending={pending}
          onClick={() => run(async () => setStanding(await accept(token)))}
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
