'use client'

import { useEffect, useState } from 'react'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { words } from '@/components/words'
import { copyText } from './copy-text'

const SHOWN_MS = 3000

/** Copies the link, and says for a moment that it did, or what to do where the browser does not let it. */
export function CopyButton({ link, name }: { link: string; name: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'failed'>()
  useEffect(() => {
    if (outcome !== 'copied') return
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = async () => {
    const copied = await copyText(link)
    setOutcome(copied ? 'copied' : 'failed')
    if (copied) announce(words.invitations.copyDone)
  }
  return (
    <>
      <Button data-row look="quiet" aria-label={words.invitations.copyOf(name)} onClick={() => void copy()}>
        <Icon name={outcome === 'copied' ? 'check' : 'copy'} className="size-5" />
        {outcome === 'copied' ? words.invitations.copied : words.invitations.copy}
      </Button>
      {outcome === 'failed' && (
        <p role="alert" className="w-full text-danger text-small">
          {words.invitations.copyFailed}
        </p>
      )}
    </>
  )
}
