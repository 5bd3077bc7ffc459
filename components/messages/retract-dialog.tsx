'use client'

import { useStrings } from '@/components/strings/use-strings'
import { Button } from '@/components/ui/button'
import { Details } from '@/components/ui/details'
import { Dialog } from '@/components/ui/dialog'

interface Props {
  peerName: string
  open: boolean
  onClose(): void
  onRetract(): void
}

/** Confirmation dialog for deleting a message for everyone, which explains the effects. */
export function RetractDialog({ peerName, open, onClose, onRetract }: Props) {
  const strings = useStrings()
  const text = strings.messages.retract
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={text.title}
      onSubmit={() => {
        onClose()
        onRetract()
      }}
      actions={
        <>
          <Button variant="quiet" onClick={onClose}>
            {text.cancel}
          </Button>
          <Button variant="danger" type="submit">
            {text.doIt}
          </Button>
        </>
      }
    >
      <p className="wrap-anywhere">{text.what(peerName)}</p>
      <Details title={text.more}>
        <ul className="flex list-disc flex-col gap-2 ps-5">
          <li>{text.gone}</li>
          <li>{text.trace}</li>
          <li>
            <p className="wrap-anywhere">{text.seen(peerName)}</p>
          </li>
        </ul>
      </Details>
    </Dialog>
  )
}
