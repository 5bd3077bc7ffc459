'use client'

import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useId, useState } from 'react'
import { CopyButton } from '@/components/invitations/copy-button'
import { useStrings } from '@/components/strings/use-strings'
import { useMe } from '@/components/sync/use-me'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { buttonVariant } from '@/components/ui/button-variants'
import { Icon, type IconName } from '@/components/ui/icon'

const QrCode = dynamic(() => import('@/components/invitations/qr-code').then((module) => module.QrCode))

/** The first steps of somebody who has no friends yet: find people, invite somebody, or give them one's own name. */
export function Welcome() {
  const strings = useStrings()
  const { counts } = useMe()
  const text = strings.welcome
  return (
    <section
      aria-label={text.title}
      className="mx-auto flex w-full max-w-form grow flex-col justify-center gap-5 px-4 py-8"
    >
      <header className="flex flex-col gap-1">
        <p className="font-semibold text-title tracking-tight">{text.title}</p>
        <p className="text-muted">{text.why}</p>
      </header>
      <div className="flex flex-col gap-2 *:min-h-target">
        {counts.requests > 0 && (
          <Step href="/friends?show=requests" icon="friends" variant="primary" label={text.requests(counts.requests)} />
        )}
        <Step
          href="/friends?find"
          icon="search"
          variant={counts.requests > 0 ? 'quiet' : 'primary'}
          label={text.find}
        />
        <Step href="/friends/invite" icon="addPerson" variant="quiet" label={text.invite} />
      </div>
      <OwnName />
    </section>
  )
}

interface StepProps {
  href: '/friends?find' | '/friends?show=requests' | '/friends/invite'
  icon: IconName
  variant: 'primary' | 'quiet'
  label: string
}

const Step = ({ href, icon, variant, label }: StepProps) => (
  <Link href={href} prefetch={false} className={buttonVariant(variant)}>
    <Icon name={icon} className="size-5" />
    {label}
  </Link>
)

/** One's own username, by which others find one, to copy or to show as a code that leads to the profile. */
function OwnName() {
  const strings = useStrings()
  const { user } = useMe()
  const [codeShown, setCodeShown] = useState(false)
  const codeId = useId()
  const text = strings.welcome
  return (
    <div className="flex flex-col gap-3 rounded-bubble border border-line p-4">
      <div className="flex items-center gap-3">
        <Avatar person={user} />
        <div className="min-w-0 grow">
          <p className="text-muted text-small">{text.ownName}</p>
          <p className="wrap-anywhere select-all font-medium text-large">@{user.username}</p>
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        <CopyButton
          text={`@${user.username}`}
          labels={{ copy: text.copy, copied: strings.invitations.copied, done: text.copyDone }}
        />
        <Button
          variant="quiet"
          aria-expanded={codeShown}
          aria-controls={codeId}
          onClick={() => setCodeShown(!codeShown)}
        >
          {text.code}
        </Button>
      </div>
      <div id={codeId} hidden={!codeShown} className="min-h-56">
        {codeShown && <QrCode text={`${location.origin}/u/${user.username}`} title={text.codeTitle} />}
      </div>
    </div>
  )
}
