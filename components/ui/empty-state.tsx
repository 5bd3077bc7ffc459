import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'

interface Props {
  icon: IconName
  title: string
  /** The title is the heading of the screen. */
  isHeading?: boolean
  children?: ReactNode
  /** An action that helps. */
  action?: ReactNode
}

/** Shown when a list is empty. */
export function EmptyState({ icon, title, isHeading = false, children, action }: Props) {
  const Title = isHeading ? 'h1' : 'p'
  return (
    <div className="flex grow flex-col items-center justify-center gap-1 px-6 py-10 text-center">
      <Icon name={icon} className="mb-2 size-8 text-muted" />
      <Title className="font-medium text-large">{title}</Title>
      {children && <p className="max-w-prose text-balance text-muted">{children}</p>}
      {action && <div className="mt-4">{action}</div>}
    </div>
  )
}
