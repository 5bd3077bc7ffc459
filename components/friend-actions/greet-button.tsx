'use client'

import { useState } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { Button } from '@/components/ui/button'
import { lazyDialog } from '@/components/ui/lazy-dialog'
import type { Person } from '@/lib/accounts/schema'

const GreetDialog = lazyDialog(() => import('./greet-dialog').then((file) => file.GreetDialog))

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
