import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'

const VARIANTS = {
  danger: 'bg-danger-soft text-danger',
  warning: 'bg-warning-soft text-warning',
  positive: 'bg-positive-soft text-positive',
} as const

interface Props {
  kind: keyof typeof VARIANTS
  icon?: IconName
  children: ReactNode
}

/** An important message, announced by screen readers at once. */
export function Notice({ kind, icon = 'alert', children }: Props) {
  return (
    <div
      role="alert"
      className={`flex items-start gap-2 rounded-control border border-transparent px-3 py-2 text-small ${VARIANTS[kind]}`}
    >
      <Icon name={icon} className="size-5" />
      <div className="grow">{children}</div>
    </div>
  )
}
