import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { iconButtonVariant } from '@/components/ui/button-variants'
import { Icon } from '@/components/ui/icon'
import { ConnectionStatus } from './connection-status'

interface Props {
  title: string
  /** The parent screen. */
  back?: { href: Route; label: string }
  action?: ReactNode
}

/** Header of a screen: title, connection status, main action. */
export function ScreenHeader({ title, back, action }: Props) {
  return (
    <header className="flex h-bar shrink-0 items-center gap-3 px-4">
      {back && (
        <Link
          href={back.href}
          prefetch={false}
          aria-label={back.label}
          title={back.label}
          className={`${iconButtonVariant('muted')} -ms-3 -me-2`}
        >
          <Icon name="back" className="size-5" />
        </Link>
      )}
      <h1 className="truncate font-semibold text-title tracking-tight">{title}</h1>
      <ConnectionStatus />
      {action && <div className="-me-2 ms-auto">{action}</div>}
    </header>
  )
}
