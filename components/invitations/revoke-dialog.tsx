'use client'

import { useStrings } from '@/components/strings/use-strings'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast } from '@/components/ui/toasts'
import type { Invitation } from '@/lib/invitations/schema'
import { useInvitationActions } from './use-invitations'

interface Props {
  invitation: Invitation
  name: string
  open: boolean
  onClose(): void
}

/** Explains and confirms revoking an invitation. */
export function RevokeDialog({ invitation, name, open, onClose }: Props) {
  const strings = useStrings()
  const { end } = useInvitationActions()
  const confirm = async () => {
    await end(invitation)
    toast({ text: strings.invitations.ended })
  }
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={strings.invitations.endTitle(name)}
      cancelLabel={strings.invitations.keep}
      confirmLabel={strings.invitations.endNow}
      danger
      onConfirm={confirm}
    >
      <p>{strings.invitations.endWhy}</p>
    </ConfirmDialog>
  )
}
