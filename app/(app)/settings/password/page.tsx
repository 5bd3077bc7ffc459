import { PasswordForm } from '@/components/accounts/password-form'
import { SettingsRoom } from '@/components/accounts/settings-room'

import { words } from '@/components/words'
import { type Asked, viewerOrSignIn } from '@/lib/boundary/page'

export default async function PasswordSettingsPage({ searchParams }: Asked) {
  await viewerOrSignIn('/settings/password', searchParams)
  return (
    <SettingsRoom title={words.you.password.title}>
      <PasswordForm />
    </SettingsRoom>
  )
}
