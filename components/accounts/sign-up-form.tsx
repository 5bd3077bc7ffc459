'use client'

import { type FormEvent, startTransition, useActionState, useEffect, useRef } from 'react'
import { messageForCode } from '@/components/strings/error-message'
import { useStrings } from '@/components/strings/use-strings'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PasswordField, TextField } from '@/components/ui/text-field'
import { useFocusOnFirstInvalid } from '@/components/ui/use-focus-on-first-invalid'
import { signIn } from './sign-out'

interface Refusal {
  ok: false
  code: string
  errors: Record<string, string>
  retryAfterSeconds?: number | undefined
}

type State = { ok: true } | Refusal | undefined

interface Props<Result extends State> {
  action(before: Result | undefined, form: FormData): Promise<Result | undefined>
  next: string
}

const NO_ERRORS: Record<string, string> = {}

/** Creates an account and signs in. The fields keep their values after an error. */
export function SignUpForm<Result extends State>({ action, next }: Props<Result>) {
  const strings = useStrings()
  const [state, submitAction, pending] = useActionState(action, undefined)
  const form = useRef<HTMLFormElement>(null)
  const errors = state?.ok === false ? state.errors : NO_ERRORS
  useFocusOnFirstInvalid(form, errors)
  useSignInWith(form, state?.ok === true, next)
  // React resets a form after its action; submitting it in onSubmit does not.
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    startTransition(() => submitAction(fields))
  }
  return (
    <form ref={form} action={submitAction} onSubmit={submit} noValidate className="flex flex-col gap-4">
      <TextField
        label={strings.account.displayName}
        name="displayName"
        autoComplete="name"
        dir="auto"
        required
        hint={strings.account.displayNameHint}
        error={errors.displayName}
      />
      <TextField
        label={strings.account.username}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        hint={strings.account.usernameHint}
        error={errors.username}
      />
      <PasswordField
        label={strings.account.password}
        name="password"
        autoComplete="new-password"
        required
        hint={strings.account.passwordHint}
        error={errors.password}
      />
      {state?.ok === false && Object.keys(errors).length === 0 && (
        <Notice kind="danger">{messageForCode(state)}</Notice>
      )}
      <Button type="submit" pending={pending || state?.ok === true} className="min-h-target">
        {strings.account.signUp}
      </Button>
    </form>
  )
}

/** Signs in to the new account; after a failure the sign-in page opens. */
function useSignInWith(form: { current: HTMLFormElement | null }, isCreated: boolean, next: string) {
  useEffect(() => {
    if (!isCreated || !form.current) return
    const fields = new FormData(form.current)
    signIn(String(fields.get('username')), String(fields.get('password'))).then(
      () => location.assign(next),
      () => location.assign(`/sign-in?created&next=${encodeURIComponent(next)}`),
    )
  }, [form, isCreated, next])
}
