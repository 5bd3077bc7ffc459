'use client'

import { useEffect, useState } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { copyText } from './copy-text'

const SHOWN_MS = 3000

interface Props {
  text: string
  labels: {
    copy: string
    /** Shown for a moment after copying. */
    copied: string
    /** Announced to screen readers after copying. */
    done: string
  }
  /** Accessible names, where the labels alone do not say what is copied. */
  names?: { copy: string; copied: string }
}

/** Button that copies a text, and shows for a moment whether it worked. */
export function CopyButton({ text, labels, names }: Props) {
  const strings = useStrings()
  const [outcome, setOutcome] = useState<'copied' | 'failed'>()
  useEffect(() => {
    if (outcome !== 'copied') return
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = async () => {
    const copied = await copyText(text)
    setOutcome(copied ? 'copied' : 'failed')
    if (copied) announce(labels.done)
  }
  const state = outcome === 'copied' ? 'copied' : 'copy'
  return (
    <>
      <Button data-row variant="quiet" aria-label={names?.[state]} onClick={() => void copy()}>
        <Icon name={outcome === 'copied' ? 'check' : 'copy'} className="size-5" />
        {labels[state]}
      </Button>
      {outcome === 'failed' && (
        <p role="alert" className="w-full text-danger text-small">
          {strings.invitations.copyFailed}
        </p>
      )}
    </>
  )
}
