'use client'

import { useStrings } from '@/components/strings/use-strings'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { toast } from '@/components/ui/toasts'
import { useAction } from '@/components/ui/use-action'
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
  const { pending, problem, run } = useAction()
  const endNow = async () => {
    await end(invitation)
    toast({ text: strings.invitations.ended })
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={strings.invitations.endTitle(name)}
      onSubmit={() => pending || run(endNow)}
      actions={
        <>
          <Button variant="quiet" onClick={onClose}>
            {strings.invitations.keep}
          </Button>
          <Button type="submit" variant="danger" pending={pending}>
            {strings.invitations.endNow}
          </Button>
        </>
      }
    >
      <p>{strings.invitations.endWhy}</p>
      {problem && <Notice kind="danger">{problem}</Notice>}
    </Dialog>
  )
}
