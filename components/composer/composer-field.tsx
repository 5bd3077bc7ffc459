'use client'

import { type KeyboardEvent, useEffect, useRef } from 'react'
import { COMPOSER_ID } from '@/components/messages/composer-mode'
import { useStrings } from '@/components/strings/use-strings'
import { Icon } from '@/components/ui/icon'
import { EmojiButton } from './emoji-button'

interface Props {
  label: string
  value: string
  /** Number of characters left; undefined far from the limit. */
  charactersLeft: number | undefined
  sendable: boolean
  /** The button saves an edit instead of sending a new message. */
  isEdit: boolean
  /** The field takes the focus, with the caret at the end, when this changes. */
  focusKey: string
  onChange(value: string): void
  onKeyDown(event: KeyboardEvent): void
  onBlur(): void
}

const TEXT =
  'col-start-1 row-start-1 max-h-41 whitespace-pre-wrap px-3 py-2.5 text-large wrap-anywhere md:max-h-38 md:text-body'

/** A text field that grows with its text up to six lines: an invisible copy of the text below it sets the height. */
export function ComposerField(props: Props) {
  const { label, value, charactersLeft, sendable, isEdit, focusKey, onChange, onKeyDown, onBlur } = props
  const strings = useStrings()
  const field = useFocusOnChange(focusKey)
  const submitLabel = isEdit ? strings.messages.save : strings.messages.send
  return (
    <div className="mx-auto flex w-full max-w-thread items-end gap-2">
      <div className="grid min-w-0 grow grid-cols-[minmax(0,1fr)_auto] rounded-bubble border border-edge bg-canvas transition-colors has-focus-visible:border-accent-ink forced-colors:has-focus-visible:outline-2">
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
          aria-describedby={charactersLeft === undefined ? undefined : 'characters-left'}
          placeholder={strings.messages.writeLabel}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={onBlur}
          className={`resize-none rounded-bubble bg-transparent outline-none ${TEXT}`}
        />
        <EmojiButton field={field} />
      </div>
      <div className="flex shrink-0 flex-col items-center justify-end self-stretch">
        {charactersLeft !== undefined && <CharactersLeft count={charactersLeft} />}
        <button
          type="submit"
          aria-label={submitLabel}
          aria-disabled={!sendable}
          title={submitLabel}
          onPointerDown={(event) => event.preventDefault()} // Keeps the touch keyboard open.
          className="flex size-target items-center justify-center rounded-full border border-transparent bg-accent text-on-accent transition-colors hover:bg-accent-strong aria-disabled:bg-sunken aria-disabled:text-muted"
        >
          <Icon name={isEdit ? 'check' : 'send'} />
        </button>
      </div>
    </div>
  )
}

const CharactersLeft = ({ count }: { count: number }) => {
  const strings = useStrings()
  return (
    <p
      id="characters-left"
      className={`grow text-caption tabular-nums ${count < 0 ? 'font-semibold text-danger' : 'text-muted'}`}
    >
      {count < 0 ? (
        strings.messages.charactersOver(-count)
      ) : (
        <>
          <span aria-hidden="true">{count}</span>
          <span className="sr-only">{strings.messages.charactersLeft(count)}</span>
        </>
      )}
    </p>
  )
}

/**
 * Focuses the field when `focusKey` changes. On touch screens it is not focused at first, so that a conversation opens
 * without the keyboard.
 */
function useFocusOnChange(focusKey: string) {
  const field = useRef<HTMLTextAreaElement>(null)
  const before = useRef<string>(undefined)
  useEffect(() => {
    const isFirst = before.current === undefined
    if (before.current === focusKey) return
    before.current = focusKey
    if (isFirst && matchMedia('(pointer: coarse)').matches) return
    field.current?.focus({ preventScroll: true })
    if (!isFirst) field.current?.setSelectionRange(field.current.value.length, field.current.value.length)
  }, [focusKey])
  return field
}
