import { ProfileSettings } from '@/components/accounts/profile-settings'
import { words } from '@/components/strings/en'
import { type PageProps, requireViewer } from '@/lib/http/page-viewer'

export default async function ProfileSettingsPage({ searchParams }: PageProps) {
  await requireViewer('/settings/profile', searchParams)
  return <ProfileSettings screen={words.you.profile.title} />
}
