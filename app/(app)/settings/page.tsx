import { ProfileSettings } from '@/components/accounts/profile-settings'
import { words } from '@/components/words'
import { type Asked, viewerOrSignIn } from '@/lib/boundary/page'

export default async function SettingsPage({ searchParams }: Asked) {
  await viewerOrSignIn('/settings', searchParams)
  return <ProfileSettings screen={words.you.title} />
}
