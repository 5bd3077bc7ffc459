'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { Problem } from '@/components/sync/problem'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { submitProps } from '@/components/ui/submit-props'
import { TextField } from '@/components/ui/text-field'
import { useAction } from '@/components/ui/use-action'
import {
  asksFirstByDefault,
  DEFAULT_INVITATION_DAYS,
  DEFAULT_INVITATION_USES,
  MAX_INVITATION_DAYS,
  MAX_INVITATION_LABEL_CODE_POINTS,
  MAX_INVITATION_USES,
} from '@/lib/invitations/rules'
import type { Invitation } from '@/lib/invitations/schema'
import { useInvitationActions } from './use-invitations'

/** Creates an invitation with options. The fields keep their values after an error. */
export function InvitationForm({ onCreated }: { onCreated(invitation: Invitation): void }) {
  const strings = useStrings()
  const { create } = useInvitationActions()
  const { pending, problem, run } = useAction()
  const [errors, setErrors] = useState<Record<string, string>>({})
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (Object.keys(errors).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [errors])
  const submit = (fields: FormData) =>
    run(async () => {
      setErrors({})
      try {
        onCreated(await create(inputOf(fields)))
        form.current?.reset()
        announce(strings.invitations.created)
      } catch (error) {
        if (!(error instanceof Problem && error.code === 'invalid')) throw error
        setErrors(error.errors)
      }
    })
  return (
    <form ref={form} {...submitProps(submit)} noValidate className="flex flex-col gap-4 px-4 pt-1 pb-4">
      <TextField
        label={strings.invitations.label}
        name="label"
        maxLength={MAX_INVITATION_LABEL_CODE_POINTS}
        dir="auto"
        autoComplete="off"
        hint={strings.invitations.labelHint}
        error={errors.label}
      />
      <div className="grid grid-cols-2 gap-3">
        <NumberField
          label={strings.invitations.days}
          name="days"
          max={MAX_INVITATION_DAYS}
          defaultValue={DEFAULT_INVITATION_DAYS}
          error={errors.days}
        />
        <NumberField
          label={strings.invitations.uses}
          name="uses"
          max={MAX_INVITATION_USES}
          defaultValue={DEFAULT_INVITATION_USES}
          error={errors.uses}
        />
      </div>
      <AsksFirst />
      {problem && <Notice kind="danger">{problem}</Notice>}
      <Button type="submit" pending={pending} className="min-h-target">
        {strings.invitations.create}
      </Button>
    </form>
  )
}

/** Whether the owner wants to be asked. It follows the number of people until the owner has chosen. */
function AsksFirst() {
  const strings = useStrings()
  const id = useId()
  const box = useRef<HTMLInputElement>(null)
  const isChosen = useRef(false)
  useEffect(() => {
    const { form } = box.current ?? {}
    const follow = ({ target }: Event) => {
      if (!(target instanceof HTMLInputElement) || target.name !== 'uses' || isChosen.current || !box.current) return
      box.current.checked = asksFirstByDefault(Number(target.value))
    }
    const forget = () => {
      isChosen.current = false
    }
    const listening = new AbortController()
    form?.addEventListener('input', follow, listening)
    form?.addEventListener('reset', forget, listening)
    return () => listening.abort()
  }, [])
  return (
    <div className="flex items-start gap-3">
      <input
        ref={box}
        id={id}
        type="checkbox"
        name="asksFirst"
        aria-describedby={`${id}-hint`}
        onChange={() => {
          isChosen.current = true
        }}
        className="mt-0.5 size-5 shrink-0 accent-accent"
      />
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium">
          {strings.invitations.asksFirst}
        </label>
        <p id={`${id}-hint`} className="text-muted text-small">
          {strings.invitations.asksFirstHint}
        </p>
      </div>
    </div>
  )
}

interface NumberProps {
  label: string
  name: string
  max: number
  defaultValue: number
  error: string | undefined
}

function NumberField({ max, ...rest }: NumberProps) {
  const strings = useStrings()
  return (
    <TextField
      {...rest}
      type="number"
      inputMode="numeric"
      min={1}
      max={max}
      required
      hint={strings.invitations.upTo(max)}
    />
  )
}

const inputOf = (form: FormData) => ({
  label: String(form.get('label')),
  days: Number(form.get('days')),
  uses: Number(form.get('uses')),
  asksFirst: form.get('asksFirst') !== null,
})
