'use client'

import { usePathname } from 'next/navigation'
import { ConversationPane } from '@/components/conversations/conversation-pane'
import { ConversationsLayout } from '@/components/conversations/conversations-layout'
import { FriendsScreen } from '@/components/friends/friends-screen'
import { NotificationsScreen } from '@/components/notifications/notifications-screen'
import { NeedsConnection, NeedsConnectionScreen } from '@/components/screen/needs-connection'
import { NotificationChoices } from '@/components/settings/notification-choices'
import { PrivacyChoice } from '@/components/settings/privacy-choice'
import { ProfileSettings } from '@/components/settings/profile-settings'
import { ReadReceiptsChoice } from '@/components/settings/read-receipts-choice'
import { SettingsFrame } from '@/components/settings/settings-frame'
import { SettingsPage } from '@/components/settings/settings-page'
import { SETTINGS_PATH, SETTINGS_SECTIONS } from '@/components/settings/settings-sections'
import { ThemeChoice } from '@/components/settings/theme-choice'
import { useStrings } from '@/components/strings/use-strings'
import { OfflineProfile } from './offline-profile'

/** The screen of an address from what the device has stored; what it has not stored says so. */
export function OfflineScreen() {
  const strings = useStrings()
  const pathname = usePathname()
  if (pathname === '/friends') return <FriendsScreen />
  if (pathname === '/friends/invite') return <NeedsConnectionScreen title={strings.invitations.title} />
  if (pathname === '/notifications') return <NotificationsScreen />
  if (pathname === SETTINGS_PATH || pathname.startsWith(`${SETTINGS_PATH}/`))
    return (
      <SettingsFrame>
        <OfflineSettings pathname={pathname} />
      </SettingsFrame>
    )
  if (pathname.startsWith('/u/')) return <OfflineProfile username={decodeURIComponent(pathname.slice('/u/'.length))} />
  if (pathname === '/' || pathname === '/messages' || /^\/messages\/[^/]+$/.test(pathname))
    return (
      <ConversationsLayout>
        <ConversationPane />
      </ConversationsLayout>
    )
  return <NeedsConnectionScreen title={strings.product} />
}

function OfflineSettings({ pathname }: { pathname: string }) {
  const { you } = useStrings()
  const section = SETTINGS_SECTIONS.find(({ href }) => href === pathname)
  if (!section || section.text === 'profile')
    return <ProfileSettings screen={section ? you.profile.title : you.title} />
  return (
    <SettingsPage title={you[section.text].title}>
      {section.text === 'privacy' ? (
        <>
          <PrivacyChoice />
          <ReadReceiptsChoice />
        </>
      ) : section.text === 'notifications' ? (
        <NotificationChoices />
      ) : section.text === 'appearance' ? (
        <ThemeChoice />
      ) : (
        <NeedsConnection />
      )}
    </SettingsPage>
  )
}
