'use client'

import { useState } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { Button } from '@/components/ui/button'
import type { Person } from '@/lib/accounts/schema'
import { GreetDialog } from './greet-dialog'

/** Button for a request with a message, a feature of the plan `pro`. */
export function GreetButton({ person }: { person: Person }) {
  const strings = useStrings()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        variant="quiet"
        aria-label={strings.messages.greet.openTo(person.displayName)}
        onClick={() => setOpen(true)}
      >
        {strings.messages.greet.open}
      </Button>
      <GreetDialog person={person} open={open} onClose={() => setOpen(false)} />
    </>
  )
}
