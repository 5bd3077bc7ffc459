'use client'

import { useStrings } from '@/components/strings/use-strings'
import { buttonVariant } from '@/components/ui/button-variants'

/** The first screen, whoever is here. */
export const HomeLink = () => {
  const strings = useStrings()
  return (
    <a href="/" className={buttonVariant('quiet')}>
      {strings.invitations.home}
    </a>
  )
}
