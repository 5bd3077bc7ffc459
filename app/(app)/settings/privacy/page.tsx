import { PrivacyChoice } from '@/components/accounts/privacy-choice'
import { ReadReceiptsChoice } from '@/components/accounts/read-receipts-choice'
import { SettingsRoom } from '@/components/accounts/settings-room'

import { words } from '@/components/words'
import { type Asked, viewerOrSignIn } from '@/lib/boundary/page'

export default async function PrivacySettingsPage({ searchParams }: Asked) {
  await viewerOrSignIn('/settings/privacy', searchParams)
  return (
    <SettingsRoom title={words.you.privacy.title}>
      <PrivacyChoice />
      <ReadReceiptsChoice />
    </SettingsRoom>
  )
}
