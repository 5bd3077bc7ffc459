import type { Route } from 'next'

import type { Strings } from '@/components/strings/strings'
import type { IconName } from '@/components/ui/icon'

export const SETTINGS_PATH: Route = '/settings'

export interface SettingsSection {
  href: Route
  icon: IconName
  text: keyof Strings['you'] &
    ('profile' | 'notifications' | 'privacy' | 'blocked' | 'devices' | 'password' | 'appearance')
}

/** The sections of the settings in their order. A desktop shows the first when none is chosen. */
export const SETTINGS_SECTIONS: readonly SettingsSection[] = [
  { href: '/settings/profile', icon: 'person', text: 'profile' },
  { href: '/settings/notifications', icon: 'bell', text: 'notifications' },
  { href: '/settings/privacy', icon: 'eye', text: 'privacy' },
  { href: '/settings/blocked', icon: 'block', text: 'blocked' },
  { href: '/settings/devices', icon: 'device', text: 'devices' },
  { href: '/settings/password', icon: 'key', text: 'password' },
  { href: '/settings/appearance', icon: 'sun', text: 'appearance' },
]
