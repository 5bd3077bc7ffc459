'use client'

import { useState } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Time } from '@/components/ui/time'
import type { SessionView } from '@/lib/auth/schema'
import { SignOutDialog } from './sign-out-dialog'
import { useSessionEnds } from './use-sessions'

/** A session of the viewer with a button to end it; the current one is ended from the list of settings. */
export function DeviceRow({ session }: { session: SessionView }) {
  const text = useStrings().you.devices
  const { id, userAgent, createdAt, lastUsedAt, current } = session
  const [asking, setAsking] = useState(false)
  const { end } = useSessionEnds()
  const device = session.device ?? text.unknownThere
  return (
    <li className="flex min-w-0 items-center gap-3 px-4 py-2">
      <span className="flex size-10 shrink-0 items-center justify-center rounded-full bg-sunken text-muted">
        <Icon name="device" className="size-5" />
      </span>
      <div className="min-w-0 grow">
        <p className="truncate font-medium" title={userAgent}>
          {session.device ?? text.unknown}
        </p>
        <p className="flex flex-wrap gap-x-3 text-muted text-small">
          {current ? (
            <span className="font-medium text-positive">{text.current}</span>
          ) : (
            <span>
              {text.used} <Time at={lastUsedAt} />
            </span>
          )}
          <span>
            {text.signedIn} <Time at={createdAt} />
          </span>
        </p>
      </div>
      {!current && (
        <>
          <Button data-row variant="quiet" aria-label={text.signOutOf(device)} onClick={() => setAsking(true)}>
            {text.signOut}
          </Button>
          <SignOutDialog
            open={asking}
            onClose={() => setAsking(false)}
            title={text.signOutTitle(device)}
            why={text.signOutWhy}
            doIt={text.signOut}
            done={text.signedOut(device)}
            signOut={() => end(id)}
          />
        </>
      )}
    </li>
  )
}
