import { PrivacyChoice } from '@/components/accounts/privacy-choice'
import { ReadReceiptsChoice } from '@/components/accounts/read-receipts-choice'
import { SettingsPage } from '@/components/accounts/settings-page'

import { words } from '@/components/strings/en'
import { type PageProps, requireViewer } from '@/lib/http/page-viewer'

export default async function PrivacySettingsPage({ searchParams }: PageProps) {
  await requireViewer('/settings/privacy', searchParams)
  return (
    <SettingsPage title={words.you.privacy.title}>
      <PrivacyChoice />
      <ReadReceiptsChoice />
    </SettingsPage>
  )
}
