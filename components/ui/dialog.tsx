'use client'

import { type ReactNode, useId } from 'react'
import { useModal } from './use-modal'

interface Props {
  open: boolean
  /** Called for Escape, a click outside, or a button; the parent decides whether the dialog closes. */
  onClose(): void
  title: string
  children?: ReactNode
  /** Buttons, the harmless one first; it gets the focus unless an earlier element does. */
  actions: ReactNode
  /** Called by a submit button or Enter in a field. */
  onSubmit?: () => void
}

/** A modal dialog; on phones a sheet from below. Focus stays inside and returns to its origin when it closes. */
export function Dialog({ open, ...rest }: Props) {
  return open ? <OpenDialog {...rest} /> : null
}

function OpenDialog({ onClose, title, children, actions, onSubmit }: Omit<Props, 'open'>) {
  const modal = useModal({ onClose })
  const titleId = useId()
  return (
    <dialog
      {...modal}
      aria-labelledby={titleId}
      className="pointer-events-auto m-auto max-h-full w-full max-w-prose animate-arrive overflow-y-auto overscroll-contain rounded-bubble border border-transparent bg-raised text-ink shadow-float backdrop:bg-veil max-md:mb-0 max-md:max-w-full max-md:rounded-b-none"
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
