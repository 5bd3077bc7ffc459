'use client'

import Link from 'next/link'
import type { ComponentProps, MouseEvent } from 'react'
import type { Person } from '@/lib/accounts/schema'
import { showPersonDetails } from './details-path'
import { profilePath } from './paths'

interface Props extends Omit<ComponentProps<typeof Link>, 'href' | 'prefetch'> {
  person: Pick<Person, 'id' | 'username'>
}

/**
 * A link to a profile. A plain click shows it beside the screen of now; a new tab, and a click on a profile that is a
 * page of its own, open the page. Not prefetched: that would request a page for each visible row.
 */
export function ProfileLink({ person, ...rest }: Props) {
  const showBeside = (event: MouseEvent) => {
    const isPlain = !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
    if (!isPlain || location.pathname.startsWith('/u/')) return
    event.preventDefault()
    showPersonDetails(person.id)
  }
  return <Link {...rest} href={profilePath(person.username)} prefetch={false} onClick={showBeside} />
}
