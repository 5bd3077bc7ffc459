'use client'

import { useStrings } from '@/components/strings/use-strings'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast } from '@/components/ui/toasts'

interface Props {
  open: boolean
  onClose(): void
  title: string
  why: string
  doIt: string
  /** Message after success. */
  done: string
  signOut(): Promise<void>
}

/** Explains and confirms signing out other devices. It cannot be undone. */
export function SignOutDialog({ open, onClose, title, why, doIt, done, signOut }: Props) {
  const strings = useStrings()
  const confirm = async () => {
    await signOut()
    toast({ text: done })
  }
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={title}
      cancelLabel={strings.you.cancel}
      confirmLabel={doIt}
      danger
      onConfirm={confirm}
    >
      <p>{why}</p>
    </ConfirmDialog>
  )
}
