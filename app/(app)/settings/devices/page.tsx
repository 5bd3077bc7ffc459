import { DeviceList } from '@/components/settings/device-list'
import { SettingsPage } from '@/components/settings/settings-page'
import { DEFAULT_LOCALE, stringsFor } from '@/components/strings/strings'
import { PageContent } from '@/components/sync/page-content'
import { sessionsOf } from '@/lib/auth/service'
import { queries } from '@/lib/events/apply-event'
import { type PageProps, requireViewer } from '@/lib/http/page-viewer'
import { pageState } from '@/lib/sync/page-state'

export default async function DeviceSettingsPage({ searchParams }: PageProps) {
  const strings = stringsFor(DEFAULT_LOCALE)
  const viewer = await requireViewer('/settings/devices', searchParams)
  const state = await pageState(viewer, async () => [
    { key: queries.sessions.key(), data: { items: await sessionsOf(viewer), nextCursor: null } },
  ])
  return (
    <SettingsPage title={strings.you.devices.title}>
      <PageContent state={state}>
        <DeviceList />
      </PageContent>
    </SettingsPage>
  )
}
