import { HomeLink } from '@/components/invitations/home-link'
import { LostScreen } from '@/components/shell/lost-screen'
import { words } from '@/components/words'

export default function InvitationNotValid() {
  return (
    <LostScreen title={words.invitations.notValid} action={<HomeLink />}>
      {words.invitations.notValidWhy}
    </LostScreen>
  )
}
