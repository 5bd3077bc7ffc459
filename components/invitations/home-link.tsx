'use client'

import { useStrings } from '@/components/strings/use-strings'
import { buttonVariant } from '@/components/ui/button-variants'

/** Link to the start page. */
export const HomeLink = () => {
  const strings = useStrings()
  return (
    <a href="/" className={buttonVariant('quiet')}>
      {strings.invitations.home}
    </a>
  )
}
