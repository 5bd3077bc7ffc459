import { DeviceList } from '@/components/settings/device-list'
import { SettingsPage } from '@/components/settings/settings-page'

import { DEFAULT_LOCALE, stringsFor } from '@/components/strings/strings'
import { type PageProps, requireViewer } from '@/lib/http/page-viewer'

export default async function DeviceSettingsPage({ searchParams }: PageProps) {
  const strings = stringsFor(DEFAULT_LOCALE)
  await requireViewer('/settings/devices', searchParams)
  return (
    <SettingsPage title={strings.you.devices.title}>
      <DeviceList />
    </SettingsPage>
  )
}
