'use client'

import type { ReactNode } from 'react'
import { Button } from './button'
import { Dialog } from './dialog'
import { Notice } from './notice'
import { useAction } from './use-action'

interface Props {
  open: boolean
  onClose(): void
  title: string
  /** Explains what will happen. */
  children: ReactNode
  cancelLabel: string
  confirmLabel: string
  /** Marks an action that cannot be undone. */
  danger?: boolean
  /** Performs the action, once at a time. The dialog closes when it succeeds, and shows the error when it fails. */
  onConfirm(): Promise<unknown>
}

/** Explains an action and asks for confirmation. */
export function ConfirmDialog(props: Props) {
  const { open, onClose, title, children, cancelLabel, confirmLabel, danger = false, onConfirm } = props
  const { pending, problem, run } = useAction()
  const confirm = async () => {
    await onConfirm()
    onClose()
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      onSubmit={() => pending || run(confirm)}
      actions={
        <>
          <Button variant="quiet" onClick={onClose}>
            {cancelLabel}
          </Button>
          <Button type="submit" variant={danger ? 'danger' : 'primary'} pending={pending}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      {children}
      {problem && <Notice kind="danger">{problem}</Notice>}
    </Dialog>
  )
}
