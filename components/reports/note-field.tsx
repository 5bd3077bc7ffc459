'use client'

import { useId } from 'react'
import { words } from '@/components/strings/en'

interface Props {
  value: string
  /** Characters left; below zero there are too many. */
  left: number
  onChange(value: string): void
}

export function NoteField({ value, left, onChange }: Props) {
  const id = useId()
  const isTooLong = left < 0
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium text-small">
        {words.report.note}
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
        {words.report.noteOptional}{' '}
        {isTooLong ? words.messages.charactersOver(-left) : words.messages.charactersLeft(left)}
      </p>
    </div>
  )
}
