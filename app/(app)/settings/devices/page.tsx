import { DeviceList } from '@/components/accounts/device-list'
import { SettingsRoom } from '@/components/accounts/settings-room'

import { words } from '@/components/words'
import { viewerOrSignIn } from '@/lib/boundary/page'

export default async function DeviceSettingsPage() {
  await viewerOrSignIn('/settings/devices')
  return (
    <SettingsRoom title={words.you.devices.title}>
      <DeviceList />
    </SettingsRoom>
  )
}
