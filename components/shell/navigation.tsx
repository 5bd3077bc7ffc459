'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useHiddenPeople } from '@/components/friend-actions/use-undoable-action'
import { profilePath } from '@/components/people/paths'
import type { Strings } from '@/components/strings/strings'
import { useStrings } from '@/components/strings/use-strings'
import { useMe } from '@/components/sync/use-me'
import { Avatar } from '@/components/ui/avatar'
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

/** From the rail on, the label of a link is its tooltip, without a delay. */
const TOOLTIP = 'md:sr-only md:group-hover:tooltip md:group-focus-visible:tooltip'

/** The section to which a path belongs. */
function sectionOf(pathname: string): Route | undefined {
  if (pathname.startsWith('/u/')) return '/friends'
  return SECTIONS.find(({ href }) => pathname.startsWith(href))?.href
}

/** Main navigation: a tab bar on phones, where an open conversation hides it, and a rail on desktops. */
export function Navigation() {
  const strings = useStrings()
  const pathname = usePathname()
  const { user } = useMe()
  const inConversation = pathname.startsWith('/messages/')
  const isOwnProfile = pathname === profilePath(user.username)
  const current = isOwnProfile ? undefined : sectionOf(pathname)
  return (
    <nav
      aria-label={strings.general.sections}
      className={`relative z-10 flex shrink-0 flex-col border-line bg-side pb-[env(safe-area-inset-bottom)] max-md:order-last max-md:mt-auto max-md:border-t md:w-rail md:border-e md:pt-3 ${inConversation ? 'max-md:hidden' : ''}`}
    >
      <Logo className="mx-auto mb-4 size-9 max-md:hidden" />
      <ul className="flex md:flex-col md:items-center md:gap-2">
        {SECTIONS.map((section) => (
          <SectionLink key={section.href} section={section} current={section.href === current} />
        ))}
      </ul>
      <Link
        href={profilePath(user.username)}
        prefetch={false}
        aria-current={isOwnProfile ? 'page' : undefined}
        className="group relative mx-auto mt-auto mb-3 rounded-full border-2 border-transparent p-0.5 aria-[current=page]:border-accent-ink max-md:hidden"
      >
        <Avatar person={user} />
        <span className={TOOLTIP}>{strings.frame.ownProfile}</span>
      </Link>
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
        prefetch={false}
        aria-current={current ? 'page' : undefined}
        className={`group relative flex h-bar flex-col items-center justify-center gap-0.5 rounded-control text-caption transition-colors forced-colors:aria-[current=page]:outline-1 md:size-14 md:hover:bg-hover ${current ? 'font-semibold text-accent-ink md:bg-accent-soft' : 'text-muted'}`}
      >
        <span className="relative">
          <Icon name={icon} />
          {number > 0 && (
            <span className="absolute start-full -top-1 flex md:hidden">
              <Badge count={number} size="small" />
            </span>
          )}
        </span>
        {number > 0 && (
          <span className="absolute end-0 top-0 flex max-md:hidden">
            <Badge count={number} size="small" />
          </span>
        )}
        <span className={`max-md:max-w-full max-md:truncate ${TOOLTIP}`}>
          {name} <span className="sr-only">{number > 0 && badgeLabel?.(strings, number)}</span>
        </span>
      </Link>
    </li>
  )
}
