import { BlockedPeople } from '@/components/settings/blocked-people'
import { SettingsPage } from '@/components/settings/settings-page'

import { DEFAULT_LOCALE, stringsFor } from '@/components/strings/strings'
import { type PageProps, requireViewer } from '@/lib/http/page-viewer'

export default async function BlockedSettingsPage({ searchParams }: PageProps) {
  const strings = stringsFor(DEFAULT_LOCALE)
  await requireViewer('/settings/blocked', searchParams)
  return (
    <SettingsPage title={strings.you.blocked.title}>
      <BlockedPeople />
    </SettingsPage>
  )
}
