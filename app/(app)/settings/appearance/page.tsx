import { SettingsPage } from '@/components/accounts/settings-page'
import { ThemeChoice } from '@/components/accounts/theme-choice'
import { words } from '@/components/strings/en'
import { type PageProps, requireViewer } from '@/lib/http/page-viewer'

export default async function AppearanceSettingsPage({ searchParams }: PageProps) {
  await requireViewer('/settings/appearance', searchParams)
  return (
    <SettingsPage title={words.you.appearance.title}>
      <ThemeChoice />
      <p className="text-muted text-small">{words.you.appearance.why}</p>
    </SettingsPage>
  )
}
