import { BlockedPeople } from '@/components/accounts/blocked-people'
import { SettingsPage } from '@/components/accounts/settings-page'

import { words } from '@/components/strings/en'
import { type PageProps, requireViewer } from '@/lib/http/page-viewer'

export default async function BlockedSettingsPage({ searchParams }: PageProps) {
  await requireViewer('/settings/blocked', searchParams)
  return (
    <SettingsPage title={words.you.blocked.title}>
      <BlockedPeople />
    </SettingsPage>
  )
}
