import { NotificationChoices } from '@/components/settings/notification-choices'
import { SettingsPage } from '@/components/settings/settings-page'
import { DEFAULT_LOCALE, stringsFor } from '@/components/strings/strings'
import { type PageProps, requireViewer } from '@/lib/http/page-viewer'

export default async function NotificationSettingsPage({ searchParams }: PageProps) {
  const text = stringsFor(DEFAULT_LOCALE).you.notifications
  await requireViewer('/settings/notifications', searchParams)
  return (
    <SettingsPage title={text.title} screen={text.screen}>
      <NotificationChoices />
      <p className="text-muted text-small">{text.device}</p>
    </SettingsPage>
  )
}
