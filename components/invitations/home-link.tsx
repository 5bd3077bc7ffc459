import { words } from '@/components/strings/en'
import { buttonVariant } from '@/components/ui/button-variants'

/** The first screen, whoever is here. */
export const HomeLink = () => (
  <a href="/" className={buttonVariant('quiet')}>
    {words.invitations.home}
  </a>
)
