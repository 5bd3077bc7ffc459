'use client'

import { useEffect, useState } from 'react'
import { wipeDevice } from '@/components/offline/device-owner'
import { useStrings } from '@/components/strings/use-strings'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { submitProps } from '@/components/ui/submit-props'
import { PasswordField, TextField } from '@/components/ui/text-field'
import { useAction } from '@/components/ui/use-action'
import { signIn } from './sign-out'

/** Signs in and goes to `next` with a full load, so that nothing of an earlier session stays in memory. */
export function SignInForm({ next }: { next: string }) {
  const strings = useStrings()
  const { pending, problem, run } = useAction()
  const [left, setLeft] = useState(false)
  useEffect(() => {
    void wipeDevice() // Nobody is signed in: stored data belongs to a session that was ended elsewhere.
  }, [])
  const submit = (fields: FormData) =>
    run(async () => {
      await signIn(String(fields.get('username')), String(fields.get('password')))
      setLeft(true)
      location.assign(next)
    })
  return (
    <form {...submitProps(submit)} className="flex flex-col gap-4">
      <TextField
        label={strings.account.username}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <PasswordField label={strings.account.password} name="password" autoComplete="current-password" required />
      {problem && <Notice kind="danger">{problem}</Notice>}
      <Button type="submit" pending={pending || left} className="min-h-target">
        {strings.account.signIn}
      </Button>
    </form>
  )
}
