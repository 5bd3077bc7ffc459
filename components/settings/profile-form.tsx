'use client'

import { useState } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { useMe } from '@/components/sync/use-me'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { submitProps } from '@/components/ui/submit-props'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { MAX_BIO_CODE_POINTS } from '@/lib/accounts/rules'
import type { Self } from '@/lib/accounts/schema'
import { SavedMessage } from './saved-line'
import { useFields } from './use-fields'
import { useProfile } from './use-profile'

interface Draft {
  displayName?: string
  bio?: string
}

/** Name and bio. Fields that are not being edited follow changes made elsewhere. */
export function ProfileForm() {
  const strings = useStrings()
  const { user } = useMe()
  const { change } = useProfile()
  const { form, pending, send, forget, errors, problem, done } = useFields()
  const [draft, setDraft] = useState<Draft>({})
  const text = strings.you.profile
  const edit = (edited: Draft) => {
    forget()
    setDraft({ ...draft, ...edited })
  }
  const save = (fields: FormData) =>
    send(async () => {
      await change(editedIn(fields, user))
      setDraft({})
    })
  return (
    <form ref={form} noValidate {...submitProps(save)} className="flex max-w-prose flex-col gap-5">
      <TextField
        label={strings.account.displayName}
        name="displayName"
        autoComplete="name"
        dir="auto"
        required
        hint={strings.account.displayNameHint}
        error={errors.displayName}
        value={draft.displayName ?? user.displayName}
        onChange={({ target }) => edit({ displayName: target.value })}
      />
      <TextField
        label={text.username}
        name="username"
        hint={text.usernameHint}
        value={user.username}
        readOnly
        className="text-muted"
      />
      <TextArea
        label={text.bio}
        name="bio"
        rows={5}
        hint={text.bioHint}
        error={errors.bio}
        max={MAX_BIO_CODE_POINTS}
        value={draft.bio ?? user.bio}
        onChange={({ target }) => edit({ bio: target.value })}
      />
      {problem && <Notice kind="danger">{problem}</Notice>}
      <div className="flex items-center gap-4">
        <Button type="submit" pending={pending} className="min-h-target">
          {strings.you.save}
        </Button>
        <SavedMessage>{done && strings.you.saved}</SavedMessage>
      </div>
    </form>
  )
}

/** Returns the fields that differ from the profile. */
function editedIn(fields: FormData, { displayName, bio }: Pick<Self, 'displayName' | 'bio'>): Draft {
  const edited = { displayName: String(fields.get('displayName')), bio: String(fields.get('bio')) }
  return {
    ...(edited.displayName === displayName ? {} : { displayName: edited.displayName }),
    ...(edited.bio === bio ? {} : { bio: edited.bio }),
  }
}
