'use client'

import { type KeyboardEvent, useEffect, useRef } from 'react'
import { COMPOSER_ID } from '@/components/messages/composer-mode'
import { useStrings } from '@/components/strings/use-strings'
import { Icon } from '@/components/ui/icon'

interface Props {
  label: string
  value: string
  /** Remaining characters; undefined while there are many. */
  left: number | undefined
  sendable: boolean
  /** Whether the button saves an edit instead of sending a new message. */
  saves: boolean
  /** Identifies what is being written. When it changes, the field gets the focus with the cursor at the end. */
  subject: string
  onChange(value: string): void
  onKeyDown(event: KeyboardEvent): void
  onBlur(): void
}

const TEXT =
  'col-start-1 row-start-1 max-h-41 whitespace-pre-wrap px-3 py-2.5 text-large wrap-anywhere md:max-h-38 md:text-body'

/** A text field as high as its text, up to six lines; an invisible copy of the text gives the height. */
export function ComposerField({ label, value, left, sendable, saves, subject, onChange, onKeyDown, onBlur }: Props) {
  const strings = useStrings()
  const field = useFocusOn(subject)
  const submitLabel = saves ? strings.messages.save : strings.messages.send
  return (
    <div className="mx-auto flex w-full max-w-thread items-end gap-2">
      <div className="grid min-w-0 grow rounded-bubble border border-edge bg-canvas transition-colors has-focus-visible:border-accent-ink forced-colors:has-focus-visible:outline-2">
        <span aria-hidden="true" className={`invisible overflow-hidden ${TEXT}`}>
          {`${value}\u200b`}
        </span>
        <textarea
          ref={field}
          id={COMPOSER_ID}
          dir="auto"
          rows={1}
          enterKeyHint="enter"
          aria-label={label}
          aria-describedby={left === undefined ? undefined : 'characters-left'}
          placeholder={strings.messages.writeLabel}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={onBlur}
          className={`resize-none rounded-bubble bg-transparent outline-none ${TEXT}`}
        />
      </div>
      <div className="flex shrink-0 flex-col items-center justify-end self-stretch">
        {left !== undefined && <CharactersLeft left={left} />}
        <button
          type="submit"
          aria-label={submitLabel}
          aria-disabled={!sendable}
          title={submitLabel}
          onPointerDown={(event) => event.preventDefault()} // Keeps the on-screen keyboard open.
          className="flex size-target items-center justify-center rounded-full border border-transparent bg-accent text-on-accent transition-colors hover:bg-accent-strong aria-disabled:bg-sunken aria-disabled:text-muted"
        >
          <Icon name={saves ? 'check' : 'send'} />
        </button>
      </div>
    </div>
  )
}

const CharactersLeft = ({ left }: { left: number }) => {
  const strings = useStrings()
  return (
    <p
      id="characters-left"
      className={`grow text-caption tabular-nums ${left < 0 ? 'font-semibold text-danger' : 'text-muted'}`}
    >
      <span aria-hidden="true">{left}</span>
      <span className="sr-only">
        {left < 0 ? strings.messages.charactersOver(-left) : strings.messages.charactersLeft(left)}
      </span>
    </p>
  )
}

/** On touch devices opening a conversation does not open the keyboard; choosing to edit or reply does. */
function useFocusOn(subject: string) {
  const field = useRef<HTMLTextAreaElement>(null)
  const before = useRef<string>(undefined)
  useEffect(() => {
    const isFirst = before.current === undefined
    if (before.current === subject) return
    before.current = subject
    if (isFirst && matchMedia('(pointer: coarse)').matches) return
    field.current?.focus({ preventScroll: true })
    if (!isFirst) field.current?.setSelectionRange(field.current.value.length, field.current.value.length)
  }, [subject])
  return field
}
