import { ProfileSettings } from '@/components/accounts/profile-settings'
import { words } from '@/components/words'
import { viewerOrSignIn } from '@/lib/boundary/page'

export default async function SettingsPage() {
  await viewerOrSignIn('/settings')
  return <ProfileSettings screen={words.you.title} />
}
