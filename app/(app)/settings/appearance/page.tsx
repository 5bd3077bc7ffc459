import { SettingsRoom } from '@/components/accounts/settings-room'
import { ThemeChoice } from '@/components/accounts/theme-choice'
import { words } from '@/components/words'
import { type Asked, viewerOrSignIn } from '@/lib/boundary/page'

export default async function AppearanceSettingsPage({ searchParams }: Asked) {
  await viewerOrSignIn('/settings/appearance', searchParams)
  return (
    <SettingsRoom title={words.you.appearance.title}>
      <ThemeChoice />
      <p className="text-muted text-small">{words.you.appearance.why}</p>
    </SettingsRoom>
  )
}
