'use client'

import { useState } from 'react'
import { v7 } from 'uuid'
import { useStrings } from '@/components/strings/use-strings'
import { useMe } from '@/components/sync/use-me'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { TextArea } from '@/components/ui/text-area'
import { toast } from '@/components/ui/toasts'
import { useAction } from '@/components/ui/use-action'
import type { Person } from '@/lib/accounts/schema'
import { bodyError } from '@/lib/messages/rules'
import { useFriendActions } from './use-friend-actions'

interface Props {
  person: Person
  open: boolean
  onClose(): void
}

/** Dialog for the greeting. Its text is kept until it is sent. */
export function GreetDialog({ person, open, onClose }: Props) {
  const strings = useStrings()
  const { limits } = useMe()
  const { greet } = useFriendActions()
  const { pending, problem, run } = useAction()
  const [body, setBody] = useState('')
  const [clientId] = useState(() => v7()) // The same for every attempt, so that a retry after a lost response creates no second one.
  const [isTried, setTried] = useState(false)
  const { greet: text } = strings.messages
  const fault = bodyError(body, limits.messageCodePoints)
  const { displayName: name } = person
  const send = async () => {
    await greet(person.id, clientId, body.trimEnd())
    toast({ text: text.sent(name) })
    onClose()
  }
  const submit = () => {
    setTried(true)
    if (!pending && !fault) run(send)
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={text.title(name)}
      onSubmit={submit}
      actions={
        <>
          <Button variant="quiet" onClick={onClose}>
            {text.cancel}
          </Button>
          <Button type="submit" pending={pending}>
            {text.send}
          </Button>
        </>
      }
    >
      <p className="wrap-anywhere text-muted">{text.why(name)}</p>
      <TextArea
        label={text.label}
        hint={text.hint}
        rows={4}
        max={limits.messageCodePoints}
        value={body}
        error={isTried ? fault : undefined}
        onChange={({ target }) => setBody(target.value)}
      />
      {problem && <Notice kind="danger">{problem}</Notice>}
    </Dialog>
  )
}
