'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { useTimeFormat } from '@/components/strings/use-time-format'
import { Button } from '@/components/ui/button'
import type { Invitation } from '@/lib/invitations/schema'
import { CopyButton } from './copy-button'
import { QrCode } from './qr-code'
import { RevokeDialog } from './revoke-dialog'
import { ShareButton } from './share-button'

interface Props {
  invitation: Invitation
  now: Date
  /** Just created here: shows its QR code and gets the focus. */
  isNew: boolean
}

/** An open invitation in the list. */
export function OpenInvitation({ invitation, now, isNew }: Props) {
  const row = useRef<HTMLLIElement>(null)
  useFocusWhenNew(row, isNew)
  return (
    <li ref={row} className="px-4 py-3">
      <InvitationCard invitation={invitation} now={now} withCode={isNew} />
    </li>
  )
}

interface CardProps extends Pick<Props, 'invitation' | 'now'> {
  /** Shows the QR code at first. */
  withCode: boolean
}

/** The link of an invitation with its actions, and how it may be used. */
export function InvitationCard({ invitation, now, withCode }: CardProps) {
  const strings = useStrings()
  const [codeShown, setCodeShown] = useState(withCode)
  const [ending, setEnding] = useState(false)
  const codeId = useId()
  const name = invitation.label || strings.invitations.unnamed
  const link = `${location.origin}${invitation.path}` // The list is fetched by the client, so this is never rendered on the server.
  const { copy, copied, copyOf, copiedOf, copyDone } = strings.invitations
  return (
    <div className="flex flex-col gap-3">
      <div className="min-w-0">
        <p className="wrap-anywhere font-medium">
          <bdi>{name}</bdi>
        </p>
        <UsesAndExpiry invitation={invitation} now={now} />
      </div>
      <div className="flex flex-wrap gap-2">
        <CopyButton
          text={link}
          labels={{ copy, copied, done: copyDone }}
          names={{ copy: copyOf(name), copied: copiedOf(name) }}
        />
        <ShareButton link={link} name={name} />
        <Button
          variant="quiet"
          aria-label={strings.invitations.codeOf(name)}
          aria-expanded={codeShown}
          aria-controls={codeId}
          onClick={() => setCodeShown(!codeShown)}
        >
          {strings.invitations.code}
        </Button>
        <Button variant="plain" aria-label={strings.invitations.endOf(name)} onClick={() => setEnding(true)}>
          {strings.invitations.end}
        </Button>
      </div>
      <div id={codeId} hidden={!codeShown} className="flex flex-col gap-3">
        {codeShown && <QrCode text={link} title={strings.invitations.codeTitle} />}
        <p className="wrap-anywhere select-all text-muted text-small">{link}</p>
      </div>
      <RevokeDialog invitation={invitation} name={name} open={ending} onClose={() => setEnding(false)} />
    </div>
  )
}

function UsesAndExpiry({
  invitation: { uses, usesLeft, expiresAt, asksFirst },
  now,
}: Pick<Props, 'invitation' | 'now'>) {
  const strings = useStrings()
  const { exactTime } = useTimeFormat()
  const expires = new Date(expiresAt)
  const seconds = (expires.getTime() - now.getTime()) / 1000 - 60 // `now` is the start of the current minute.
  return (
    <p className="text-muted text-small">
      {strings.invitations.left(usesLeft, uses)}
      {asksFirst && `, ${strings.invitations.asks}`} ·{' '}
      <time dateTime={expiresAt} title={exactTime(expires)}>
        {strings.invitations.expiresIn(Math.max(1, seconds))}
      </time>
    </p>
  )
}

function useFocusWhenNew(row: { current: HTMLElement | null }, isNew: boolean) {
  useEffect(() => {
    if (!isNew) return
    row.current?.querySelector('button')?.focus({ preventScroll: true })
    row.current?.scrollIntoView({ block: 'nearest' })
  }, [row, isNew])
}
