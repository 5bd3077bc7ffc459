'use client'

import { useId } from 'react'
import { useStrings } from '@/components/strings/use-strings'

interface Props {
  value: string
  /** Remaining characters; negative when there are too many. */
  left: number
  onChange(value: string): void
}

export function NoteField({ value, left, onChange }: Props) {
  const strings = useStrings()
  const id = useId()
  const isTooLong = left < 0
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium text-small">
        {strings.report.note}
      </label>
      <textarea
        id={id}
        dir="auto"
        rows={3}
        value={value}
        aria-invalid={isTooLong || undefined}
        aria-describedby={`${id}-note`}
        onChange={({ target }) => onChange(target.value)}
        className="w-full resize-none rounded-control border border-edge bg-canvas px-3 py-2 text-large aria-invalid:border-danger md:text-body"
      />
      <p id={`${id}-note`} className={`text-small tabular-nums ${isTooLong ? 'text-danger' : 'text-muted'}`}>
        {strings.report.noteOptional}{' '}
        {isTooLong ? strings.messages.charactersOver(-left) : strings.messages.charactersLeft(left)}
      </p>
    </div>
  )
}
