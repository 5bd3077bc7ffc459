'use client'

import { useState } from 'react'
import { FailedState } from '@/components/screen/failed-state'
import { useStrings } from '@/components/strings/use-strings'
import { useLoadState } from '@/components/sync/use-load-state'
import { Button } from '@/components/ui/button'
import { SkeletonRows } from '@/components/ui/skeleton'
import { useRowKeyboard } from '@/components/ui/use-row-keyboard'
import { DeviceRow } from './device-row'
import { SignOutDialog } from './sign-out-dialog'
import { useSessionEnds, useSessions } from './use-sessions'

/** The viewer's sessions: this device first, then by last use. */
export function DeviceList() {
  const text = useStrings().you.devices
  const { sessions, retry, ...list } = useSessions()
  const state = useLoadState(list.state)
  const rows = useRowKeyboard(sessions.length)
  const others = sessions.filter(({ current }) => !current).length
  if (state === 'loading')
    return (
      <div className="-mx-4">
        <SkeletonRows label={text.loading} count={3} />
      </div>
    )
  if (state === 'error') return <FailedState onRetry={retry} />
  return (
    <>
      <p className="max-w-prose text-muted">{others > 0 ? text.why : text.noOthers}</p>
      <ul {...rows} className="-mx-4 flex max-w-bubble flex-col">
        {sessions.map((session) => (
          <DeviceRow key={session.id} session={session} />
        ))}
      </ul>
      {others > 1 && <SignOutEverywhere others={others} />}
    </>
  )
}

function SignOutEverywhere({ others }: { others: number }) {
  const text = useStrings().you.devices
  const [asking, setAsking] = useState(false)
  const { endOthers } = useSessionEnds()
  return (
    <>
      <Button variant="danger" className="self-start" onClick={() => setAsking(true)}>
        {text.signOutAll}
      </Button>
      <SignOutDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={text.signOutAllTitle}
        why={text.signOutAllWhy(others)}
        doIt={text.signOutAll}
        done={text.signedOutAll}
        signOut={endOthers}
      />
    </>
  )
}
