import { ProfileSettings } from '@/components/accounts/profile-settings'
import { words } from '@/components/strings/en'
import { type PageProps, requireViewer } from '@/lib/http/page-viewer'

export default async function SettingsPage({ searchParams }: PageProps) {
  await requireViewer('/settings', searchParams)
  return <ProfileSettings screen={words.you.title} />
}
