import { buttonLook } from '@/components/ui/button-looks'
import { words } from '@/components/words'

/** The first screen, whoever is here. */
export const HomeLink = () => (
  <a href="/" className={buttonLook('quiet')}>
    {words.invitations.home}
  </a>
)
