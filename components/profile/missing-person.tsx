'use client'

import Link from 'next/link'
import { useStrings } from '@/components/strings/use-strings'
import { buttonVariant } from '@/components/ui/button-variants'
import { EmptyState } from '@/components/ui/empty-state'
import { ProfileFrame } from './profile-frame'

/** Page for a user who does not exist or may not be seen; the two look the same. */
export function MissingPersonScreen() {
  const strings = useStrings()
  return (
    <ProfileFrame title={strings.person.gone}>
      <MissingPerson />
    </ProfileFrame>
  )
}

export function MissingPerson() {
  const strings = useStrings()
  return (
    <EmptyState
      icon="search"
      title={strings.person.gone}
      isHeading
      action={
        <Link prefetch={false} href="/friends" className={buttonVariant('quiet')}>
          {strings.person.toFriends}
        </Link>
      }
    >
      {strings.person.goneWhy}
    </EmptyState>
  )
}
