import { DeviceList } from '@/components/accounts/device-list'
import { SettingsRoom } from '@/components/accounts/settings-room'

import { words } from '@/components/words'
import { type Asked, viewerOrSignIn } from '@/lib/boundary/page'

export default async function DeviceSettingsPage({ searchParams }: Asked) {
  await viewerOrSignIn('/settings/devices', searchParams)
  return (
    <SettingsRoom title={words.you.devices.title}>
      <DeviceList />
    </SettingsRoom>
  )
}
