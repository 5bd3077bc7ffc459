import type { ReactNode } from 'react'
import { ConnectionLine } from './connection-line'

interface Props {
  title: string
  action?: ReactNode
}

/** The top of a screen: where one is, how the connection is, and the one thing to do here. */
export function ScreenHeader({ title, action }: Props) {
  return (
    <header className="flex h-bar shrink-0 items-center gap-3 px-4">
      <h1 className="truncate font-semibold text-title tracking-tight">{title}</h1>
      <ConnectionLine />
      {action && <div className="-me-2 ms-auto">{action}</div>}
    </header>
  )
}
