import { DeviceList } from '@/components/accounts/device-list'
import { SettingsPage } from '@/components/accounts/settings-page'

import { words } from '@/components/strings/en'
import { type PageProps, requireViewer } from '@/lib/http/page-viewer'

export default async function DeviceSettingsPage({ searchParams }: PageProps) {
  await requireViewer('/settings/devices', searchParams)
  return (
    <SettingsPage title={words.you.devices.title}>
      <DeviceList />
    </SettingsPage>
  )
}
