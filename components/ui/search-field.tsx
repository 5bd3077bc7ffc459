'use client'

import { useEffect, useRef } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { IconButton } from './button'
import { Icon } from './icon'
import { isComposing } from './input-method'

interface Props {
  label: string
  value: string
  onChange(value: string): void
  /** Takes the focus when this becomes true. */
  wanted?: boolean
  /** Called for the arrow key that leads to the results. */
  onLeave?: () => void
}

/** A search field; Escape and its button clear it. */
export function SearchField({ label, value, onChange, wanted = false, onLeave }: Props) {
  const strings = useStrings()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (wanted) input.current?.focus()
  }, [wanted])
  const clear = () => {
    onChange('')
    input.current?.focus()
  }
  return (
    <div className="relative">
      <Icon name="search" className="pointer-events-none absolute inset-y-0 start-3 my-auto size-5 text-muted" />
      <input
        ref={input}
        type="search"
        enterKeyHint="search"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={60}
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (isComposing(event)) return
          if (event.key === 'Escape' && value) clear()
          if (event.key === 'ArrowDown' && onLeave) {
            event.preventDefault()
            onLeave()
          }
        }}
        className="min-h-control w-full rounded-control border border-transparent bg-sunken ps-10 pe-11 [&::-webkit-search-cancel-button]:hidden text-large pointer-coarse:min-h-target md:text-body"
      />
      {value && (
        <IconButton
          icon="close"
          label={strings.general.clear}
          onClick={clear}
          className="absolute inset-y-0 end-0 my-auto"
        />
      )}
    </div>
  )
}
