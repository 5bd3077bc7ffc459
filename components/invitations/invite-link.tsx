import Link from 'next/link'
import { buttonLook } from '@/components/ui/button-looks'
import { Icon } from '@/components/ui/icon'
import { words } from '@/components/words'

/** Leads from the friends to their invitations; nothing of that screen is loaded ahead. */
export function InviteLink() {
  return (
    <Link href="/friends/invite" prefetch={false} className={buttonLook('plain')}>
      <Icon name="addPerson" className="size-5" />
      {words.invitations.title}
    </Link>
  )
}
