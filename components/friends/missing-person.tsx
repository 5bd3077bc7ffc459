'use client'

import Link from 'next/link'
import { words } from '@/components/strings/en'
import { buttonVariant } from '@/components/ui/button-variants'
import { EmptyState } from '@/components/ui/empty-state'
import { ProfileFrame } from './profile-frame'

/** Nobody of this name, or nobody whom the viewer may see: the two look the same. */
export function MissingPerson() {
  return (
    <ProfileFrame title={words.person.gone}>
      <EmptyState
        icon="search"
        title={words.person.gone}
        action={
          <Link href="/friends" className={buttonVariant('quiet')}>
            {words.person.toFriends}
          </Link>
        }
      >
        {words.person.goneWhy}
      </EmptyState>
    </ProfileFrame>
  )
}
