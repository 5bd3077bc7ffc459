'use client'

import dynamic from 'next/dynamic'
import type { ComponentProps } from 'react'
import type { AcceptInvitation } from '@/components/invitations/accept-invitation'
import type { MeResponse } from '@/lib/accounts/schema'

/** Loaded for signed-in visitors only: it has the whole connection of a tab. */
const LiveInvitation = dynamic(() => import('./live-invitation').then((module) => module.LiveInvitation))

/** The way to accept an invitation for a signed-in visitor, who sees live what becomes of it. */
export const SignedInInvitation = (props: ComponentProps<typeof AcceptInvitation> & { me: MeResponse }) => (
  <LiveInvitation {...props} />
)
