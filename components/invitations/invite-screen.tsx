'use client'

import { useState } from 'react'
import { ScreenHeader } from '@/components/screen/screen-header'
import { ScreenTitle } from '@/components/screen/screen-title'
import { useStrings } from '@/components/strings/use-strings'
import { InvitationList } from './invitation-list'
import { InvitationOptions } from './invitation-options'
import { ReadyLink } from './ready-link'
import { useReadyLink } from './use-ready-link'

/** A link that is ready and the options for others, beside the list of all links; above it on phones. */
export function InviteScreen() {
  const strings = useStrings()
  const [newId, setNewId] = useState<string>()
  const ready = useReadyLink()
  const shownId = typeof ready.invitation === 'object' ? ready.invitation.id : undefined
  return (
    <div className="flex min-h-0 grow flex-col overflow-y-auto md:flex-row md:overflow-hidden">
      <ScreenTitle>{strings.invitations.title}</ScreenTitle>
      <div className="flex shrink-0 flex-col md:w-list md:overflow-y-auto md:border-line md:border-e md:bg-side">
        <ScreenHeader title={strings.invitations.title} back={{ href: '/friends', label: strings.invitations.back }} />
        <ReadyLink ready={ready} />
        <InvitationOptions onCreated={({ id }) => setNewId(id)} />
      </div>
      <div className="flex min-w-0 grow flex-col md:overflow-y-auto">
        <InvitationList newId={newId} exceptId={shownId} />
      </div>
    </div>
  )
}
