'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import {
  conversationPath,
  conversationSearchPath,
  navigateToConversationSearch,
} from '@/components/conversation-data/paths'
import { useCreateConversation } from '@/components/conversation-data/use-create-conversation'
import { usePersonActions } from '@/components/friend-actions/person-menu'
import { useStrings } from '@/components/strings/use-strings'
import { Icon, type IconName } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { useAction } from '@/components/ui/use-action'
import type { Person } from '@/lib/accounts/schema'
import type { Relation } from '@/lib/friends/rules'

/** Further actions for a user, one below the other. */
export function PersonActionRows({ person, relation }: { person: Person; relation: Relation }) {
  const strings = useStrings()
  const { items, dialogs } = usePersonActions(person, relation)
  const find = useFindInConversation(person.id)
  return (
    <div className="flex flex-col border-line border-t pt-2">
      {relation === 'friends' && (
        <Row icon="search" label={strings.frame.findInConversation} onClick={find.open} disabled={find.pending} />
      )}
      {items.map((item) => 'run' in item && <Row key={item.label} {...item} onClick={item.run} />)}
      {find.problem && <Notice kind="danger">{find.problem}</Notice>}
      {dialogs}
    </div>
  )
}

interface RowProps {
  icon: IconName
  label: string
  note?: string
  tone?: 'danger'
  disabled?: boolean
  onClick(): void
}

const Row = ({ icon, label, note, tone, disabled, onClick }: RowProps) => (
  <button
    type="button"
    aria-disabled={disabled || undefined}
    onClick={disabled ? undefined : onClick}
    className={`flex min-h-target w-full items-center gap-3 rounded-control px-3 py-2 text-start transition-colors hover:bg-hover ${tone ? 'text-danger' : ''}`}
  >
    <Icon name={icon} className="size-5 shrink-0" />
    <span className="min-w-0 grow">
      {label}
      {note && <span className="block text-muted text-small">{note}</span>}
    </span>
  </button>
)

function useFindInConversation(personId: string) {
  const openConversation = useCreateConversation()
  const router = useRouter()
  const { run, pending, problem } = useAction()
  const open = () =>
    run(async () => {
      const id = await openConversation(personId)
      if (location.pathname === conversationPath(id)) navigateToConversationSearch(id)
      else router.push(conversationSearchPath(id) as Route) // Typed routes do not know paths with an id.
    })
  return { open, pending, problem }
}
