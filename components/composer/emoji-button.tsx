'use client'

import { type RefObject, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { EmojiDialog } from '@/components/emoji/lazy-emoji-dialog'
import { useStrings } from '@/components/strings/use-strings'
import { IconButton } from '@/components/ui/button'
import { insertText } from './insert-text'

/** Inserts an emoji at the caret of the field. Not on touch screens, whose keyboards have emoji. */
export function EmojiButton({ field }: { field: RefObject<HTMLTextAreaElement | null> }) {
  const { emoji: text } = useStrings()
  const [open, setOpen] = useState(false)
  const selection = useRef<[start: number, end: number]>([0, 0]) // A dialog may reset it.
  const show = () => {
    if (field.current) selection.current = [field.current.selectionStart, field.current.selectionEnd]
    setOpen(true)
  }
  const insert = (emoji: string) => {
    field.current?.setSelectionRange(...selection.current)
    if (field.current) insertText(field.current, emoji)
  }
  return (
    <>
      <IconButton
        icon="emoji"
        label={text.open}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerDown={(event) => event.preventDefault()} // The field keeps the focus.
        onClick={show}
        className="me-0.5 mb-0.5 self-end pointer-coarse:hidden"
      />
      <EmojiDialog
        open={open}
        onClose={() => flushSync(() => setOpen(false))} // The field is inert until the dialog is closed.
        onChoose={insert}
      />
    </>
  )
}
