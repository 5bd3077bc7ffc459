'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { Avatar } from '@/components/ui/avatar'
import { buttonVariant } from '@/components/ui/button-variants'
import { Logo } from '@/components/ui/logo'
import type { Person } from '@/lib/accounts/schema'
import { invitationPath } from '@/lib/invitations/rules'
import type { InvitationPreview } from '@/lib/invitations/schema'

interface Props {
  shown: InvitationPreview
  token: string
  /** The viewer's way to accept; undefined for the owner and for signed-out visitors. */
  accept: ReactNode
}

/** Landing page of an invitation link: the owner, and the next step. */
export function InvitationLanding({ shown: { owner, relation, asksFirst }, token, accept }: Props) {
  const strings = useStrings()
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-form flex-col gap-6 px-4 py-10 md:justify-center">
      <p className="flex items-center gap-2 font-semibold text-large">
        <Logo />
        {strings.product}
      </p>
      <Inviter owner={owner} />
      {relation === null ? (
        <SignUpLinks path={invitationPath(token)} asksFirst={asksFirst} />
      ) : relation === 'self' ? (
        <NextStep text={strings.invitations.own}>
          <Link prefetch={false} href="/friends/invite" className={`${buttonVariant('quiet')} min-h-target`}>
            {strings.invitations.toOwn}
          </Link>
        </NextStep>
      ) : (
        accept
      )}
    </main>
  )
}

function Inviter({ owner }: { owner: Person }) {
  const strings = useStrings()
  return (
    <header className="flex flex-col gap-4">
      <Avatar person={owner} size="huge" />
      <div className="flex flex-col gap-1">
        <h1 className="wrap-anywhere font-semibold text-display tracking-tight">
          <bdi>{owner.displayName}</bdi> {strings.invitations.invitesYou}
        </h1>
        <p className="text-muted">@{owner.username}</p>
      </div>
      <p>{strings.invitations.about}</p>
    </header>
  )
}

function SignUpLinks({ path, asksFirst }: { path: string; asksFirst: boolean }) {
  const strings = useStrings()
  const next = encodeURIComponent(path)
  return (
    <NextStep text={asksFirst ? strings.invitations.signedOutAsks : strings.invitations.signedOut}>
      <Link prefetch={false} href={`/sign-up?next=${next}`} className={`${buttonVariant('primary')} min-h-target`}>
        {strings.account.signUp}
      </Link>
      <Link prefetch={false} href={`/sign-in?next=${next}`} className={`${buttonVariant('quiet')} min-h-target`}>
        {strings.account.signIn}
      </Link>
    </NextStep>
  )
}

function NextStep({ text, children }: { text: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted">{text}</p>
      {children}
    </div>
  )
}
