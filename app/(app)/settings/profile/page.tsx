import { ProfileSettings } from '@/components/accounts/profile-settings'
import { words } from '@/components/words'
import { viewerOrSignIn } from '@/lib/boundary/page'

export default async function ProfileSettingsPage() {
  await viewerOrSignIn('/settings/profile')
  return <ProfileSettings screen={words.you.profile.title} />
}
