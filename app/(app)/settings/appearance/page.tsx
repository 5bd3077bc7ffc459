import { SettingsRoom } from '@/components/accounts/settings-room'
import { ThemeChoice } from '@/components/accounts/theme-choice'
import { words } from '@/components/words'
import { viewerOrSignIn } from '@/lib/boundary/page'

export default async function AppearanceSettingsPage() {
  await viewerOrSignIn('/settings/appearance')
  return (
    <SettingsRoom title={words.you.appearance.title}>
      <ThemeChoice />
      <p className="text-muted text-small">{words.you.appearance.why}</p>
    </SettingsRoom>
  )
}
