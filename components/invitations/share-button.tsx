'use client'

import { useSyncExternalStore } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { Button } from '@/components/ui/button'

/** Button that opens the device's share dialog, where it has one. */
export function ShareButton({ link, name }: { link: string; name: string }) {
  const strings = useStrings()
  const canShare = useSyncExternalStore(
    () => () => {},
    () => 'share' in navigator,
    () => false,
  )
  if (!canShare) return null
  const share = () =>
    navigator.share({ text: strings.invitations.shareText, url: link }).catch(() => {
      // Closed without a choice; the link can still be copied.
    })
  return (
    <Button variant="quiet" aria-label={strings.invitations.shareOf(name)} onClick={() => void share()}>
      {strings.invitations.share}
    </Button>
  )
}
