'use client'

import { useStrings } from '@/components/strings/use-strings'
import { post } from '@/components/sync/api'
import { useMe } from '@/components/sync/use-me'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { submitProps } from '@/components/ui/submit-props'
import { PasswordField } from '@/components/ui/text-field'
import { SavedMessage } from './saved-line'
import { useFields } from './use-fields'

/** Changes the password, or sets a first one for an account of another provider. */
export function PasswordForm() {
  const strings = useStrings()
  const { user } = useMe()
  const { form, pending, send, forget, errors, problem, done } = useFields()
  const text = strings.you.password
  const submit = (fields: FormData) => {
    const current = user.hasPassword ? { current: String(fields.get('current')) } : {}
    send(async () => {
      await post('/api/me/password', { ...current, next: String(fields.get('next')) })
      form.current?.reset()
    })
  }
  return (
    <form ref={form} noValidate {...submitProps(submit)} onChange={forget} className="flex max-w-prose flex-col gap-5">
      <p className="text-muted">{user.hasPassword ? text.why : text.firstWhy}</p>
      {/* Tells a password manager to which username the password belongs. */}
      <input name="username" autoComplete="username" value={user.username} readOnly hidden />
      {user.hasPassword && (
        <PasswordField
          label={text.current}
          name="current"
          autoComplete="current-password"
          required
          error={errors.current}
        />
      )}
      <PasswordField
        label={text.next}
        name="next"
        autoComplete="new-password"
        required
        hint={strings.account.passwordHint}
        error={errors.next}
      />
      {problem && <Notice kind="danger">{problem}</Notice>}
      <div className="flex items-center gap-4">
        <Button type="submit" pending={pending} className="min-h-target">
          {user.hasPassword ? text.change : text.set}
        </Button>
        <SavedMessage>{done && text.changed}</SavedMessage>
      </div>
    </form>
  )
}
