import { BlockedPeople } from '@/components/accounts/blocked-people'
import { SettingsRoom } from '@/components/accounts/settings-room'

import { words } from '@/components/words'
import { type Asked, viewerOrSignIn } from '@/lib/boundary/page'

export default async function BlockedSettingsPage({ searchParams }: Asked) {
  await viewerOrSignIn('/settings/blocked', searchParams)
  return (
    <SettingsRoom title={words.you.blocked.title}>
      <BlockedPeople />
    </SettingsRoom>
  )
}
