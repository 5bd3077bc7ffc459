'use client'

import { useState } from 'react'
import { UnblockDialog } from '@/components/friend-actions/unblock-dialog'
import { useStrings } from '@/components/strings/use-strings'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import type { BlockedProfile } from '@/lib/people/schema'
import { ProfileFrame } from './profile-frame'

/** Profile page of a blocked user: the stored name, and unblocking. */
export function BlockedPerson({ profile: { id, username, displayName } }: { profile: BlockedProfile }) {
  const strings = useStrings()
  const [asking, setAsking] = useState(false)
  const text = strings.person.unblock
  const name = displayName ?? text.unnamed
  return (
    <ProfileFrame title={name}>
      <div className="mx-auto flex w-full max-w-thread flex-col gap-5 px-4 pb-8">
        <div className="flex items-center gap-4">
          <Avatar person={{ id, displayName: name }} size="huge" />
          <div className="min-w-0">
            <h1 className="wrap-anywhere font-semibold text-title tracking-tight">
              <bdi>{name}</bdi>
            </h1>
            {username !== null && <p className="truncate text-muted">@{username}</p>}
          </div>
        </div>
        <p className="text-muted">{text.blocked}</p>
        <div className="flex flex-wrap gap-2">
          <Button variant="quiet" onClick={() => setAsking(true)}>
            {text.menu}
          </Button>
        </div>
      </div>
      <UnblockDialog personId={id} name={name} open={asking} onClose={() => setAsking(false)} />
    </ProfileFrame>
  )
}
