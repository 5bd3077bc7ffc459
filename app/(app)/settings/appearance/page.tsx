import { SettingsPage } from '@/components/settings/settings-page'
import { ThemeChoice } from '@/components/settings/theme-choice'
import { DEFAULT_LOCALE, stringsFor } from '@/components/strings/strings'
import { type PageProps, requireViewer } from '@/lib/http/page-viewer'

export default async function AppearanceSettingsPage({ searchParams }: PageProps) {
  const strings = stringsFor(DEFAULT_LOCALE)
  await requireViewer('/settings/appearance', searchParams)
  return (
    <SettingsPage title={strings.you.appearance.title}>
      <ThemeChoice />
      <p className="text-muted text-small">{strings.you.appearance.why}</p>
    </SettingsPage>
  )
}
