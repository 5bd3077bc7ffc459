'use client'

import { useState } from 'react'
import { profilePath } from '@/components/people/paths'
import { ReportDialog } from '@/components/reports/report-dialog'
import { useStrings } from '@/components/strings/use-strings'
import { Menu, type MenuItem } from '@/components/ui/menu'
import type { Person } from '@/lib/accounts/schema'
import type { Relation } from '@/lib/friends/rules'
import { BlockDialog } from './block-dialog'
import { useFriendActions } from './use-friend-actions'

interface Props {
  person: Person
  relation: Relation
  /** In a list the menu also links to the profile. */
  inList?: boolean
}

/** Menu of further actions for a user. */
export function PersonMenu({ person, relation, inList = false }: Props) {
  const strings = useStrings()
  const { unfriend, block } = useFriendActions()
  const [dialog, setDialog] = useState<'block' | 'report'>()
  const close = () => setDialog(undefined)
  const { person: text } = strings
  const items: MenuItem[] = []
  if (inList) items.push({ label: text.profile, icon: 'person', href: profilePath(person.username) })
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
  return (
    <>
      <Menu label={text.more(person.displayName)} items={items} />
      <BlockDialog person={person} relation={relation} open={dialog === 'block'} onClose={close} />
      <ReportDialog person={person} block={block} open={dialog === 'report'} onClose={close} />
    </>
  )
}
