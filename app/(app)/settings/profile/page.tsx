import { ProfileSettings } from '@/components/settings/profile-settings'
import { DEFAULT_LOCALE, stringsFor } from '@/components/strings/strings'
import { type PageProps, requireViewer } from '@/lib/http/page-viewer'

export default async function ProfileSettingsPage({ searchParams }: PageProps) {
  const strings = stringsFor(DEFAULT_LOCALE)
  await requireViewer('/settings/profile', searchParams)
  return <ProfileSettings screen={strings.you.profile.title} />
}
