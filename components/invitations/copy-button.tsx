'use client'

import { useEffect, useState } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { copyText } from './copy-text'

const SHOWN_MS = 3000

/** Button that copies the link, and shows for a moment whether it worked. */
export function CopyButton({ link, name }: { link: string; name: string }) {
  const strings = useStrings()
  const [outcome, setOutcome] = useState<'copied' | 'failed'>()
  useEffect(() => {
    if (outcome !== 'copied') return
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = async () => {
    const copied = await copyText(link)
    setOutcome(copied ? 'copied' : 'failed')
    if (copied) announce(strings.invitations.copyDone)
  }
  const { copy: toCopy, copyOf, copied, copiedOf } = strings.invitations
  const done = outcome === 'copied'
  return (
    <>
      <Button data-row variant="quiet" aria-label={done ? copiedOf(name) : copyOf(name)} onClick={() => void copy()}>
        <Icon name={done ? 'check' : 'copy'} className="size-5" />
        {done ? copied : toCopy}
      </Button>
      {outcome === 'failed' && (
        <p role="alert" className="w-full text-danger text-small">
          {strings.invitations.copyFailed}
        </p>
      )}
    </>
  )
}
