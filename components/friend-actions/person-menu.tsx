'use client'

import { type ReactNode, useState } from 'react'
import { profilePath } from '@/components/people/paths'
import { useStrings } from '@/components/strings/use-strings'
import { lazyDialog } from '@/components/ui/lazy-dialog'
import { Menu } from '@/components/ui/menu'
import type { MenuItem } from '@/components/ui/menu-items'
import type { Person } from '@/lib/accounts/schema'
import type { Relation } from '@/lib/friends/rules'
import { useFriendActions } from './use-friend-actions'

const ReportDialog = lazyDialog(() => import('@/components/reports/report-dialog').then((file) => file.ReportDialog))
const BlockDialog = lazyDialog(() => import('./block-dialog').then((file) => file.BlockDialog))

/** Returns the actions that end a relation to a user, and the dialogs that they open. */
export function usePersonActions(person: Person, relation: Relation): { items: MenuItem[]; dialogs: ReactNode } {
  const { person: text } = useStrings()
  const { unfriend, block } = useFriendActions()
  const [dialog, setDialog] = useState<'block' | 'report'>()
  const close = () => setDialog(undefined)
  const items: MenuItem[] = []
  if (relation === 'friends')
    items.push({
      label: text.unfriend,
      note: text.unfriendNote,
      icon: 'removePerson',
      run: () => unfriend(person),
    })
  items.push(
    { label: text.block.menu, icon: 'block', tone: 'danger', run: () => setDialog('block') },
    { label: text.report, icon: 'flag', tone: 'danger', run: () => setDialog('report') },
  )
  const dialogs = (
    <>
      <BlockDialog person={person} relation={relation} open={dialog === 'block'} onClose={close} />
      <ReportDialog person={person} block={block} open={dialog === 'report'} onClose={close} />
    </>
  )
  return { items, dialogs }
}

interface Props {
  person: Person
  relation: Relation
  /** In a list the menu also links to the profile. */
  inList?: boolean
  /** Items before the actions. */
  before?: readonly MenuItem[]
}

/** Menu of further actions for a user. */
export function PersonMenu({ person, relation, inList = false, before = [] }: Props) {
  const strings = useStrings()
  const { items, dialogs } = usePersonActions(person, relation)
  const profile: MenuItem = { label: strings.person.profile, icon: 'person', href: profilePath(person.username) }
  return (
    <>
      <Menu
        label={strings.person.more(person.displayName)}
        items={[...(inList ? [profile] : []), ...before, ...items]}
      />
      {dialogs}
    </>
  )
}
