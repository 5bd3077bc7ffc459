'use client'

import { useStrings } from '@/components/strings/use-strings'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Details } from '@/components/ui/details'
import { toast } from '@/components/ui/toasts'
import type { Person } from '@/lib/accounts/schema'
import { BLOCK_EFFECTS } from '@/lib/blocks/rules'
import type { Relation } from '@/lib/friends/rules'
import { useFriendActions } from './use-friend-actions'

interface Props {
  person: Person
  relation: Relation
  open: boolean
  onClose(): void
}

/** Explains and confirms a block. */
export function BlockDialog({ person, relation, open, onClose }: Props) {
  const strings = useStrings()
  const { block } = useFriendActions()
  const { displayName: name } = person
  const { block: text, cancel } = strings.person
  const confirm = async () => {
    await block(person.id)
    toast({ text: text.done(name) })
  }
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={text.title(name)}
      cancelLabel={cancel}
      confirmLabel={text.doIt}
      danger
      onConfirm={confirm}
    >
      <p className="wrap-anywhere">
        {text.what(name)} {text.ends[relation](name)}
      </p>
      <Details title={text.more}>
        <ul className="flex list-disc flex-col gap-2 ps-5">
          {BLOCK_EFFECTS.map((effect) => (
            <li key={effect}>{text.effects[effect]}</li>
          ))}
          <li>{text.undo}</li>
        </ul>
      </Details>
    </ConfirmDialog>
  )
}
