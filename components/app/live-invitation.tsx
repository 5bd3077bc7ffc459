'use client'

import type { ComponentProps } from 'react'
import { AcceptInvitation } from '@/components/invitations/accept-invitation'
import { Announcer } from '@/components/ui/announcer'
import { Toaster } from '@/components/ui/toaster'
import type { MeResponse } from '@/lib/accounts/schema'
import { queries } from '@/lib/events/apply-event'
import { AppProviders } from './app-providers'

/** Accepting an invitation in a tab that receives events. It may be the one that shows notifications, so it has toasts. */
export const LiveInvitation = ({ me, ...rest }: ComponentProps<typeof AcceptInvitation> & { me: MeResponse }) => (
  <AppProviders state={{ viewerId: me.user.id, cursor: me.cursor, queries: [{ key: queries.me.key(), data: me }] }}>
    <AcceptInvitation {...rest} />
    <Announcer />
    <Toaster />
  </AppProviders>
)
