'use client'

import { type RefObject, useState } from 'react'
import { flushSync } from 'react-dom'
import { EmojiDialog } from '@/components/emoji/lazy-emoji-dialog'
import { useStrings } from '@/components/strings/use-strings'
import { IconButton } from '@/components/ui/button'
import { insertText } from './insert-text'

/** Inserts an emoji at the caret of the field. Not on touch screens, whose keyboards have emoji. */
export function EmojiButton({ field }: { field: RefObject<HTMLTextAreaElement | null> }) {
  const { emoji: text } = useStrings()
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton
        icon="emoji"
        label={text.open}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerDown={(event) => event.preventDefault()} // The field keeps the focus.
        onClick={() => setOpen(true)}
        className="me-0.5 mb-0.5 self-end pointer-coarse:hidden"
      />
      <EmojiDialog
        open={open}
        onClose={() => flushSync(() => setOpen(false))} // The field is inert until the dialog is closed.
        onChoose={(emoji) => field.current && insertText(field.current, emoji)}
      />
    </>
  )
}
