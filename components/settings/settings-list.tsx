'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { ScreenHeader } from '@/components/screen/screen-header'
import { useStrings } from '@/components/strings/use-strings'
import { useMe } from '@/components/sync/use-me'
import { Avatar } from '@/components/ui/avatar'
import { Icon } from '@/components/ui/icon'
import { useRowKeyboard } from '@/components/ui/use-row-keyboard'
import { SETTINGS_PATH, SETTINGS_SECTIONS, type SettingsSection } from './settings-sections'
import { SignOutButton } from './sign-out-button'

/** The signed-in user, the sections of the settings, and signing out. */
export function SettingsList() {
  const strings = useStrings()
  const { user } = useMe()
  const rows = useRowKeyboard(SETTINGS_SECTIONS.length)
  return (
    <>
      <ScreenHeader title={strings.you.title} />
      <div className="flex min-w-0 items-center gap-4 px-4 py-3">
        <Avatar person={user} size="huge" />
        <div className="min-w-0">
          <p className="wrap-anywhere font-semibold text-large">
            <bdi>{user.displayName}</bdi>
          </p>
          <p className="truncate text-muted">@{user.username}</p>
        </div>
      </div>
      <nav aria-label={strings.you.sections} className="px-2 py-2">
        <ul {...rows} className="flex flex-col gap-0.5">
          {SETTINGS_SECTIONS.map((section) => (
            <SectionLink key={section.href} section={section} />
          ))}
        </ul>
      </nav>
      <div className="mt-auto flex flex-col items-start gap-2 px-4 py-6">
        <SignOutButton userId={user.id} />
        <p className="text-muted text-small">{strings.account.signOutWhy}</p>
      </div>
    </>
  )
}

function SectionLink({ section: { href, icon, text } }: { section: SettingsSection }) {
  const { title, about } = useStrings().you[text]
  const pathname = usePathname()
  const isStandIn = pathname === SETTINGS_PATH && href === SETTINGS_SECTIONS[0]?.href
  return (
    <li>
      <Link
        href={href}
        prefetch={false}
        data-row
        aria-current={pathname === href ? 'page' : undefined}
        className={`flex items-center gap-3 rounded-control border border-transparent px-3 py-2 transition-colors hover:bg-hover aria-[current=page]:bg-accent-soft forced-colors:aria-[current=page]:outline-1 ${isStandIn ? 'md:bg-accent-soft' : ''}`}
      >
        <Icon name={icon} className="size-6 text-muted" />
        <span className="min-w-0 grow">
          <span className="block font-medium">{title}</span>
          <span className="block truncate text-muted text-small">{about}</span>
        </span>
        <Icon name="back" className="size-5 -scale-x-100 text-muted md:hidden" />
      </Link>
    </li>
  )
}
