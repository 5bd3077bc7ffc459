'use client'

import { useSyncExternalStore } from 'react'
import { words } from '@/components/strings/en'
import { Button } from '@/components/ui/button'

/** Hands the link to the device's own way of sharing, where it has one. */
export function ShareButton({ link, name }: { link: string; name: string }) {
  const canShare = useSyncExternalStore(
    () => () => {},
    () => 'share' in navigator,
    () => false,
  )
  if (!canShare) return null
  const share = () =>
    navigator.share({ text: words.invitations.shareText, url: link }).catch(() => {
      // Closed without a choice; the link is still here to be copied.
    })
  return (
    <Button variant="quiet" aria-label={words.invitations.shareOf(name)} onClick={() => void share()}>
      {words.invitations.share}
    </Button>
  )
}
