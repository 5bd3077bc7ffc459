'use client'

import { useId, useState } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import type { Invitation } from '@/lib/invitations/schema'
import { InvitationForm } from './invitation-form'

/** The form for a link with options, folded at first. */
export function InvitationOptions({ onCreated }: { onCreated(invitation: Invitation): void }) {
  const strings = useStrings()
  const [shown, setShown] = useState(false)
  const id = useId()
  return (
    <div className="flex flex-col gap-2 pb-2">
      <div className="px-1">
        <Button variant="plain" aria-expanded={shown} aria-controls={id} onClick={() => setShown(!shown)}>
          {strings.invitations.options}
          <Icon name="chevron" className={`size-4 transition-transform ${shown ? 'rotate-180' : ''}`} />
        </Button>
      </div>
      <div id={id} hidden={!shown}>
        <InvitationForm onCreated={onCreated} />
      </div>
    </div>
  )
}
