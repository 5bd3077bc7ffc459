import { PasswordForm } from '@/components/settings/password-form'
import { SettingsPage } from '@/components/settings/settings-page'

import { DEFAULT_LOCALE, stringsFor } from '@/components/strings/strings'
import { type PageProps, requireViewer } from '@/lib/http/page-viewer'

export default async function PasswordSettingsPage({ searchParams }: PageProps) {
  const strings = stringsFor(DEFAULT_LOCALE)
  await requireViewer('/settings/password', searchParams)
  return (
    <SettingsPage title={strings.you.password.title}>
      <PasswordForm />
    </SettingsPage>
  )
}
