import { BlockedPeople } from '@/components/accounts/blocked-people'
import { SettingsRoom } from '@/components/accounts/settings-room'

import { words } from '@/components/words'
import { viewerOrSignIn } from '@/lib/boundary/page'

export default async function BlockedSettingsPage() {
  await viewerOrSignIn('/settings/blocked')
  return (
    <SettingsRoom title={words.you.blocked.title}>
      <BlockedPeople />
    </SettingsRoom>
  )
}
