'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { type ReactNode, useId, useState } from 'react'
import { conversationIdFromPath } from '@/components/conversation-data/paths'
import { useConversations } from '@/components/conversation-data/use-conversations'
import { useFriends } from '@/components/friends/use-friends'
import { usePeopleSearch } from '@/components/friends/use-people-search'
import { ProfileLink } from '@/components/people/profile-link'
import { MessageResults } from '@/components/search/message-results'
import { useStrings } from '@/components/strings/use-strings'
import { usePresence } from '@/components/sync/use-presence'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { buttonVariant } from '@/components/ui/button-variants'
import { LoadMore } from '@/components/ui/load-more'
import { useRowKeyboard } from '@/components/ui/use-row-keyboard'
import type { Person } from '@/lib/accounts/schema'
import { ConversationRow } from './conversation-row'
import { withoutShown } from './without-shown'

/** Rows of a section shown at first, so that the sections below stay visible. */
const MAX_SHOWN_AT_FIRST = 4

/**
 * Search results by kind: conversations and friends by name, other users by the beginning of their name, messages by
 * their text. The arrow keys move through all of them.
 */
export function SearchResults({ q }: { q: string }) {
  const keyboard = useRowKeyboard<HTMLDivElement>(0)
  return (
    <div {...keyboard} className="flex grow flex-col">
      <FoundPeople key={q} q={q} />
      <MessageResults q={q} />
    </div>
  )
}

function FoundPeople({ q }: { q: string }) {
  const strings = useStrings()
  const current = conversationIdFromPath(usePathname())
  const [showsAll, setShowsAll] = useState(false)
  const { conversations, hasMore, loadMore } = useConversations(q)
  const found = usePeopleSearch(q)
  const { friends, people } = withoutShown({ conversations, friends: useFriends(q).friends, people: found.people })
  const shown = showsAll ? conversations : conversations.slice(0, MAX_SHOWN_AT_FIRST)
  const isNobody = found.state === 'ready' && conversations.length + friends.length + people.length === 0
  return (
    <>
      {conversations.length > 0 && (
        <Section title={strings.search.conversations} label={strings.messages.list}>
          {shown.map((conversation) => (
            <ConversationRow key={conversation.id} conversation={conversation} current={conversation.id === current} />
          ))}
        </Section>
      )}
      {!showsAll && (conversations.length > MAX_SHOWN_AT_FIRST || hasMore) && (
        <Button variant="plain" className="mx-2 self-start" onClick={() => setShowsAll(true)}>
          {strings.search.showAll}
        </Button>
      )}
      {showsAll && hasMore && (
        <LoadMore page={conversations.length} label={strings.messages.loading} onReach={loadMore} />
      )}
      {friends.length > 0 && (
        <Section title={strings.friends.title}>
          {friends.slice(0, MAX_SHOWN_AT_FIRST).map((friend) => (
            <FriendResult key={friend.id} friend={friend} />
          ))}
        </Section>
      )}
      {people.length > 0 && (
        <Section title={strings.frame.people}>
          {people.slice(0, MAX_SHOWN_AT_FIRST).map((person) => (
            <li key={person.id} className="px-2">
              <ProfileLink data-row person={person} className={ROW}>
                <PersonLine person={person} />
              </ProfileLink>
            </li>
          ))}
        </Section>
      )}
      {(isNobody || people.length > MAX_SHOWN_AT_FIRST) && (
        <Link
          href={`/friends?find=${encodeURIComponent(q)}` as Route} // Typed routes do not know queries.
          prefetch={false}
          className={`${buttonVariant('plain')} clip-ink wrap-anywhere mx-2 max-w-full self-start`}
        >
          {strings.frame.findEverybody(q)}
        </Link>
      )}
    </>
  )
}

function Section({ title, label, children }: { title: string; label?: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="pb-2">
      <h2 id={id} className="px-4 py-2 font-semibold text-muted text-small">
        {title}
      </h2>
      <ul aria-label={label ?? title}>{children}</ul>
    </section>
  )
}

const ROW =
  'flex items-center gap-3 rounded-control px-2 py-2 -outline-offset-2 transition-colors hover:bg-hover pointer-coarse:min-h-target'

function FriendResult({ friend }: { friend: Person }) {
  const { online } = usePresence(friend.id)
  return (
    <li className="px-2">
      {/* Typed routes do not know paths with a name. */}
      <Link data-row href={`/messages/with/${friend.username}` as Route} prefetch={false} className={ROW}>
        <PersonLine person={friend} online={online} />
      </Link>
    </li>
  )
}

function PersonLine({ person, online = false }: { person: Person; online?: boolean }) {
  return (
    <>
      <Avatar person={person} online={online} />
      <span className="flex min-w-0 flex-col">
        <bdi className="truncate font-medium">{person.displayName}</bdi>
        <span className="truncate text-muted text-small">@{person.username}</span>
      </span>
    </>
  )
}
