'use client'

import { type ComponentProps, useId } from 'react'
import { useStrings } from '@/components/strings/use-strings'

interface Props extends Omit<ComponentProps<'textarea'>, 'id' | 'value'> {
  label: string
  value: string
  hint: string
  error?: string | undefined
  /** Maximum number of code points. */
  max: number
}

/** A labelled multi-line field with the remaining characters and its error. */
export function TextArea({ label, value, hint, error, max, ...area }: Props) {
  const strings = useStrings()
  const id = useId()
  const left = max - [...value].length
  const isWrong = error !== undefined || left < 0
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium text-small">
        {label}
      </label>
      <textarea
        {...area}
        id={id}
        value={value}
        dir="auto"
        aria-invalid={isWrong || undefined}
        aria-describedby={`${id}-note`}
        className="w-full resize-none rounded-control border border-edge bg-canvas px-3 py-2 text-large aria-invalid:border-danger md:text-body"
      />
      <p id={`${id}-note`} className={`flex gap-4 text-small ${isWrong ? 'text-danger' : 'text-muted'}`}>
        <span>{error ?? hint}</span>
        <span className="ms-auto shrink-0 tabular-nums">
          {left < 0 ? strings.messages.charactersOver(-left) : strings.messages.charactersLeft(left)}
        </span>
      </p>
    </div>
  )
}
