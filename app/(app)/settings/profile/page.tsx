import { ProfileSettings } from '@/components/accounts/profile-settings'
import { words } from '@/components/words'
import { type Asked, viewerOrSignIn } from '@/lib/boundary/page'

export default async function ProfileSettingsPage({ searchParams }: Asked) {
  await viewerOrSignIn('/settings/profile', searchParams)
  return <ProfileSettings screen={words.you.profile.title} />
}
