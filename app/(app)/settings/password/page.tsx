import { PasswordForm } from '@/components/accounts/password-form'
import { SettingsPage } from '@/components/accounts/settings-page'

import { words } from '@/components/strings/en'
import { type PageProps, requireViewer } from '@/lib/http/page-viewer'

export default async function PasswordSettingsPage({ searchParams }: PageProps) {
  await requireViewer('/settings/password', searchParams)
  return (
    <SettingsPage title={words.you.password.title}>
      <PasswordForm />
    </SettingsPage>
  )
}
