'use client'

import { type ComponentProps, type ReactNode, useId, useState } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { IconButton } from './button'

interface Props extends Omit<ComponentProps<'input'>, 'id'> {
  label: string
  name: string
  hint?: string | undefined
  error?: string | undefined
  children?: ReactNode
}

/** A labelled input with its error, linked for screen readers. */
export function TextField({ label, hint, error, children, className = '', ...input }: Props) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium text-small">
        {label}
      </label>
      <div className="relative">
        <input
          {...input}
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={note ? `${id}-note` : undefined}
          className={`min-h-target w-full rounded-control border border-edge bg-canvas px-3 text-large aria-invalid:border-danger md:text-body ${className}`}
        />
        {children}
      </div>
      {note && (
        <p id={`${id}-note`} className={`text-small ${error ? 'text-danger' : 'text-muted'}`}>
          {note}
        </p>
      )}
    </div>
  )
}

export function PasswordField(props: Omit<Props, 'type' | 'children'>) {
  const strings = useStrings()
  const [shown, setShown] = useState(false)
  return (
    <TextField {...props} type={shown ? 'text' : 'password'} spellCheck={false} autoCapitalize="none" className="pe-14">
      <IconButton
        icon={shown ? 'eyeClosed' : 'eye'}
        label={shown ? strings.account.hidePassword : strings.account.showPassword}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-0 end-1 my-auto"
      />
    </TextField>
  )
}
