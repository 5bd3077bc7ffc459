'use client'

import { type ReactNode, type SyntheticEvent, useId, useLayoutEffect, useRef } from 'react'
import { isComposing } from './input-method'

interface Props {
  open: boolean
  /** Escape, a press beside the dialog, or one of its buttons: the owner decides whether it closes. */
  onClose(): void
  title: string
  children?: ReactNode
  /** Buttons, the harmless one first: it has the focus when nothing before it takes it. */
  actions: ReactNode
  /** What a button of type "submit", or Enter in a field, does. */
  onSubmit?: () => void
}

/** A modal dialog; on a phone a sheet from below. Focus stays in it, and goes back to where it was once it is gone. */
export function Dialog({ open, ...rest }: Props) {
  return open ? <OpenDialog {...rest} /> : null
}

function OpenDialog({ onClose, title, children, actions, onSubmit }: Omit<Props, 'open'>) {
  const dialog = useRef<HTMLDialogElement>(null)
  const pressedBeside = useRef(false) // A selection that begins in a field may well end beside the dialog.
  const droppedText = useRef(false)
  const titleId = useId()
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close() // Still in the document, so that the browser gives the focus back.
  }, [])
  const keepToOwner = (event: SyntheticEvent) => {
    if (event.target !== dialog.current) return // The cancel of a file field comes by here too.
    event.preventDefault()
    if (!droppedText.current) onClose()
  }
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={keepToOwner}
      onKeyDown={(event) => {
        droppedText.current = event.key === 'Escape' && isComposing(event) // Some browsers go on to close the dialog.
        if (event.key === 'Escape') event.stopPropagation() // The screen beneath has one of its own.
      }}
      onKeyUp={() => {
        droppedText.current = false
      }}
      onClose={({ currentTarget }) => currentTarget.isConnected && !currentTarget.open && onClose()}
      onPointerDown={({ target }) => {
        pressedBeside.current = target === dialog.current
      }}
      onClick={({ target }) => target === dialog.current && pressedBeside.current && onClose()}
      className="m-auto max-h-full w-full max-w-prose animate-arrive overflow-y-auto overscroll-contain rounded-bubble border border-transparent bg-raised text-ink shadow-float backdrop:bg-veil max-md:mb-0 max-md:max-w-full max-md:rounded-b-none"
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit?.()
        }}
        className="flex flex-col gap-4 p-4 pb-[max(1rem,env(safe-area-inset-bottom))] md:p-6"
      >
        <h2 id={titleId} className="wrap-anywhere font-semibold text-large">
          {title}
        </h2>
        {children}
        <div className="flex flex-wrap justify-end gap-2">{actions}</div>
      </form>
    </dialog>
  )
}
