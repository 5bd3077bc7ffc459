'use client'

import Link from 'next/link'
import { useStrings } from '@/components/strings/use-strings'
import { buttonVariant } from '@/components/ui/button-variants'
import { Icon } from '@/components/ui/icon'

/** Link from the friends screen to the invitations, without prefetching. */
export function InvitationsNavLink() {
  const strings = useStrings()
  return (
    <Link href="/friends/invite" prefetch={false} className={buttonVariant('plain')}>
      <Icon name="addPerson" className="size-5" />
      {strings.invitations.title}
    </Link>
  )
}
