'use client'

import Link from 'next/link'
import { buttonLook } from '@/components/ui/button-looks'
import { EmptyState } from '@/components/ui/empty-state'
import { words } from '@/components/words'
import { ProfileFrame } from './profile-frame'

/** Nobody of this name, or nobody whom the viewer may see: the two look the same. */
export function MissingPerson() {
  return (
    <ProfileFrame title={words.person.gone}>
      <EmptyState
        icon="search"
        title={words.person.gone}
        action={
          <Link href="/friends" className={buttonLook('quiet')}>
            {words.person.toFriends}
          </Link>
        }
      >
        {words.person.goneWhy}
      </EmptyState>
    </ProfileFrame>
  )
}
