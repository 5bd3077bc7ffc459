'use client'

import { useStrings } from '@/components/strings/use-strings'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast } from '@/components/ui/toasts'
import { useFriendActions } from './use-friend-actions'

interface Props {
  personId: string
  /** Name stored when blocking. */
  name: string
  open: boolean
  onClose(): void
}

/** Explains and confirms unblocking. */
export function UnblockDialog({ personId, name, open, onClose }: Props) {
  const strings = useStrings()
  const { unblock } = useFriendActions()
  const { unblock: text, cancel } = strings.person
  const confirm = async () => {
    await unblock(personId)
    toast({ text: text.done(name) })
  }
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={text.title(name)}
      cancelLabel={cancel}
      confirmLabel={text.doIt}
      onConfirm={confirm}
    >
      <p>{text.why}</p>
    </ConfirmDialog>
  )
}
