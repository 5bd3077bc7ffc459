'use client'

import Link from 'next/link'
import { useEffect, useRef, useState } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { post } from '@/components/sync/api'
import { Problem } from '@/components/sync/problem'
import { Button } from '@/components/ui/button'
import { buttonVariant } from '@/components/ui/button-variants'
import { Notice } from '@/components/ui/notice'
import { submitProps } from '@/components/ui/submit-props'
import { PasswordField } from '@/components/ui/text-field'
import { useAction } from '@/components/ui/use-action'
import { useFocusOnFirstInvalid } from '@/components/ui/use-focus-on-first-invalid'

/** Sets a new password by the link of the operator. */
export function ResetForm({ token, username }: { token: string; username: string }) {
  const strings = useStrings()
  const { pending, problem, run } = useAction()
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [done, setDone] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const onward = useRef<HTMLAnchorElement>(null)
  useFocusOnFirstInvalid(form, errors)
  useEffect(() => {
    if (done) onward.current?.focus() // The focused button was removed.
  }, [done])
  const submit = (fields: FormData) =>
    run(async () => {
      setErrors({})
      try {
        await post('/api/accounts/reset/confirm', { token, password: String(fields.get('password')) })
        setDone(true)
      } catch (refusal) {
        if (!(refusal instanceof Problem && refusal.errors.password)) throw refusal
        setErrors({ password: refusal.errors.password })
      }
    })
  const text = strings.account.reset
  if (done)
    return (
      <div className="flex flex-col gap-4">
        <Notice kind="positive" icon="check">
          <p className="font-medium">{text.done}</p>
          <p>{text.doneWhy}</p>
        </Notice>
        <Link ref={onward} href="/sign-in" prefetch={false} className={`${buttonVariant('primary')} min-h-target`}>
          {strings.account.signIn}
        </Link>
      </div>
    )
  return (
    <form ref={form} {...submitProps(submit)} noValidate className="flex flex-col gap-4">
      <p className="wrap-anywhere text-muted">{text.for(username)}</p>
      {/* Password managers store the new password for this account. */}
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <PasswordField
        label={text.next}
        name="password"
        autoComplete="new-password"
        required
        hint={strings.account.passwordHint}
        error={errors.password}
      />
      {problem && <Notice kind="danger">{problem}</Notice>}
      <Button type="submit" pending={pending} className="min-h-target">
        {text.save}
      </Button>
    </form>
  )
}
