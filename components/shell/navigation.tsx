'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useHiddenPeople } from '@/components/friend-actions/use-undoable-action'
import type { Strings } from '@/components/strings/strings'
import { useStrings } from '@/components/strings/use-strings'
import { useMe } from '@/components/sync/use-me'
import { Badge } from '@/components/ui/badge'
import { Icon, type IconName } from '@/components/ui/icon'
import { Logo } from '@/components/ui/logo'
import type { Counts } from '@/lib/accounts/schema'

interface Section {
  href: Route
  label(strings: Strings): string
  icon: IconName
  count?(counts: Counts): number
  badgeLabel?(strings: Strings, count: number): string
}

const SECTIONS: Section[] = [
  {
    href: '/messages',
    label: ({ messages }) => messages.title,
    icon: 'messages',
    count: ({ unread }) => unread,
    badgeLabel: ({ badges }, count) => badges.messages(count),
  },
  {
    href: '/friends',
    label: ({ friends }) => friends.title,
    icon: 'friends',
    count: ({ requests }) => requests,
    badgeLabel: ({ badges }, count) => badges.friends(count),
  },
  {
    href: '/notifications',
    label: ({ notifications }) => notifications.title,
    icon: 'bell',
    count: ({ notifications }) => notifications,
    badgeLabel: ({ badges }, count) => badges.notifications(count),
  },
  { href: '/settings', label: ({ you }) => you.title, icon: 'person' },
]

/** Main navigation: a tab bar on phones, where an open conversation hides it, and a rail on desktops. */
export function Navigation() {
  const strings = useStrings()
  const pathname = usePathname()
  const inConversation = pathname.startsWith('/messages/')
  return (
    <nav
      aria-label={strings.general.sections}
      className={`shrink-0 border-line bg-side pb-[env(safe-area-inset-bottom)] max-md:order-last max-md:border-t md:w-rail md:border-e md:pt-3 ${inConversation ? 'max-md:hidden' : ''}`}
    >
      <Logo className="mx-auto mb-4 size-9 max-md:hidden" />
      <ul className="flex md:flex-col md:items-center md:gap-2">
        {SECTIONS.map((section) => (
          <SectionLink key={section.href} section={section} current={pathname.startsWith(section.href)} />
        ))}
      </ul>
    </nav>
  )
}

function SectionLink({
  section: { href, label, icon, count, badgeLabel },
  current,
}: {
  section: Section
  current: boolean
}) {
  const { counts } = useMe()
  const strings = useStrings()
  const name = label(strings)
  const declining = useHiddenPeople('decline').size // Pending declines are still counted by the server.
  const number = count?.({ ...counts, requests: Math.max(0, counts.requests - declining) }) ?? 0
  return (
    <li className="flex-1">
      <Link
        href={href}
        prefetch={true}
        title={name}
        aria-current={current ? 'page' : undefined}
        className={`flex h-bar flex-col items-center justify-center gap-0.5 rounded-control text-caption transition-colors forced-colors:aria-[current=page]:outline-1 md:size-12 md:hover:bg-hover ${current ? 'font-semibold text-accent-ink md:bg-accent-soft' : 'text-muted'}`}
      >
        <span className="relative">
          <Icon name={icon} />
          {number > 0 && (
            <span className="absolute start-3.5 -top-1.5 flex rounded-full border-2 border-side">
              <Badge count={number} />
            </span>
          )}
        </span>
        <span className="max-w-full truncate md:sr-only">
          {name}
          <span className="sr-only">{number > 0 && badgeLabel?.(strings, number)}</span>
        </span>
      </Link>
    </li>
  )
}
