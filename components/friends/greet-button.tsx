'use client'

import { useState } from 'react'
import { words } from '@/components/strings/en'
import { Button } from '@/components/ui/button'
import type { Person } from '@/lib/accounts/schema'
import { GreetDialog } from './greet-dialog'

/** Sends a request with a message, which comes with the pro plan. */
export function GreetButton({ person }: { person: Person }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        variant="quiet"
        aria-label={words.messages.greet.openTo(person.displayName)}
        onClick={() => setOpen(true)}
      >
        {words.messages.greet.open}
      </Button>
      <GreetDialog person={person} open={open} onClose={() => setOpen(false)} />
    </>
  )
}
