import type { Route } from 'next'
import { words } from '@/components/strings/en'
import type { IconName } from '@/components/ui/icon'

export const SETTINGS: Route = '/settings'

interface Section {
  href: Route
  icon: IconName
  title: string
  about: string
}

const { profile, privacy, blocked, devices, password, appearance } = words.you

/** The rooms of the settings, in their order. The first is what a desktop shows when none is chosen. */
export const SECTIONS: Section[] = [
  { href: '/settings/profile', icon: 'person', ...profile },
  { href: '/settings/privacy', icon: 'eye', ...privacy },
  { href: '/settings/blocked', icon: 'block', ...blocked },
  { href: '/settings/devices', icon: 'device', ...devices },
  { href: '/settings/password', icon: 'key', ...password },
  { href: '/settings/appearance', icon: 'sun', ...appearance },
]
