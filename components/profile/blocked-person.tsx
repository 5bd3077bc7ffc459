'use client'

import { useState } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { Button } from '@/components/ui/button'
import { lazyDialog } from '@/components/ui/lazy-dialog'
import type { BlockedProfile } from '@/lib/people/schema'
import { ProfileHead } from './profile-head'

const UnblockDialog = lazyDialog(() =>
  import('@/components/friend-actions/unblock-dialog').then((file) => file.UnblockDialog),
)

/** Profile of a blocked user: the stored name, and unblocking. */
export function BlockedPerson({ profile: { id, username, displayName } }: { profile: BlockedProfile }) {
  const strings = useStrings()
  const [asking, setAsking] = useState(false)
  const text = strings.person.unblock
  const name = displayName ?? text.unnamed
  return (
    <div className="mx-auto flex w-full max-w-thread flex-col gap-5 px-4 pb-8">
      <ProfileHead person={{ id, displayName: name, pictureId: null }} username={username} />
      <p className="text-center text-muted">{text.blocked}</p>
      <div className="flex flex-wrap justify-center gap-2">
        <Button variant="quiet" onClick={() => setAsking(true)}>
          {text.menu}
        </Button>
      </div>
      <UnblockDialog personId={id} name={name} open={asking} onClose={() => setAsking(false)} />
    </div>
  )
}
