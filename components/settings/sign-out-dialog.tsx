'use client'

import { useStrings } from '@/components/strings/use-strings'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { toast } from '@/components/ui/toasts'
import { useAction } from '@/components/ui/use-action'

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
  const { pending, problem, run } = useAction()
  const signOutNow = async () => {
    await signOut()
    toast({ text: done })
    onClose()
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      onSubmit={() => pending || run(signOutNow)}
      actions={
        <>
          <Button variant="quiet" onClick={onClose}>
            {strings.you.cancel}
          </Button>
          <Button type="submit" variant="danger" pending={pending}>
            {doIt}
          </Button>
        </>
      }
    >
      <p>{why}</p>
      {problem && <Notice kind="danger">{problem}</Notice>}
    </Dialog>
  )
}
