import { PrivacyChoice } from '@/components/settings/privacy-choice'
import { ReadReceiptsChoice } from '@/components/settings/read-receipts-choice'
import { SettingsPage } from '@/components/settings/settings-page'

import { DEFAULT_LOCALE, stringsFor } from '@/components/strings/strings'
import { type PageProps, requireViewer } from '@/lib/http/page-viewer'

export default async function PrivacySettingsPage({ searchParams }: PageProps) {
  const strings = stringsFor(DEFAULT_LOCALE)
  await requireViewer('/settings/privacy', searchParams)
  return (
    <SettingsPage title={strings.you.privacy.title}>
      <PrivacyChoice />
      <ReadReceiptsChoice />
    </SettingsPage>
  )
}
