'use client'

import { useEffect, useRef, useState } from 'react'
import { errorMessage } from '@/components/strings/error-message'
import { DEFAULT_INVITATION_DAYS, DEFAULT_INVITATION_USES, isUnused } from '@/lib/invitations/rules'
import type { Invitation } from '@/lib/invitations/schema'
import { useInvitationActions, useInvitations } from './use-invitations'

/** A link that ends sooner is not offered any more, because it is read later than it is sent. */
const MIN_LEFT_MS = 24 * 3600_000
const PLAIN = { label: '', days: DEFAULT_INVITATION_DAYS, uses: DEFAULT_INVITATION_USES }

/**
 * Returns the link that is ready to be sent when the screen opens: the newest one for one person that nobody has used,
 * which makes friends at once and has no name; without one it is created, once for each opening.
 */
export function useReadyLink() {
  const { invitations, state } = useInvitations()
  const { create } = useInvitationActions()
  const [id, setId] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const isAsked = useRef(false)
  const found = invitations.find((invitation) => isUnused(invitation, new Date(Date.now() + MIN_LEFT_MS)))?.id
  useEffect(() => {
    if (state !== 'ready' || isAsked.current) return
    isAsked.current = true
    if (found) setId(found)
    else
      create(PLAIN).then(
        (made) => setId(made.id),
        (error) => setProblem(errorMessage(error)),
      )
  }, [state, found, create])
  const invitation = invitations.find((one) => one.id === id)
  return { problem, invitation: state === 'error' ? ('gone' as const) : standingOf(invitation, id) }
}

function standingOf(invitation: Invitation | undefined, id: string | undefined): Invitation | 'preparing' | 'gone' {
  if (id === undefined) return 'preparing'
  return invitation && isUnused(invitation, new Date()) ? invitation : 'gone'
}
