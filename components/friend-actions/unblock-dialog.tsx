'use client'

import { useStrings } from '@/components/strings/use-strings'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { toast } from '@/components/ui/toasts'
import { useAction } from '@/components/ui/use-action'
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
  const { pending, problem, run } = useAction()
  const { unblock: text, cancel } = strings.person
  const unblockNow = async () => {
    await unblock(personId)
    toast({ text: text.done(name) })
    onClose()
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={text.title(name)}
      onSubmit={() => pending || run(unblockNow)}
      actions={
        <>
          <Button variant="quiet" onClick={onClose}>
            {cancel}
          </Button>
          <Button type="submit" pending={pending}>
            {text.doIt}
          </Button>
        </>
      }
    >
      <p>{text.why}</p>
      {problem && <Notice kind="danger">{problem}</Notice>}
    </Dialog>
  )
}
