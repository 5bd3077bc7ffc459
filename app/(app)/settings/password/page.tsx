import { PasswordForm } from '@/components/accounts/password-form'
import { SettingsRoom } from '@/components/accounts/settings-room'

import { words } from '@/components/words'
import { viewerOrSignIn } from '@/lib/boundary/page'

export default async function PasswordSettingsPage() {
  await viewerOrSignIn('/settings/password')
  return (
    <SettingsRoom title={words.you.password.title}>
      <PasswordForm />
    </SettingsRoom>
  )
}
