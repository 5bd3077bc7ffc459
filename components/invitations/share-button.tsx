'use client'

import { useSyncExternalStore } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { Button } from '@/components/ui/button'

/** Hands the link to the device's own way of sharing, where it has one. */
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
      // Closed without a choice; the link is still here to be copied.
    })
  return (
    <Button variant="quiet" aria-label={strings.invitations.shareOf(name)} onClick={() => void share()}>
      {strings.invitations.share}
    </Button>
  )
}
