import type { ReactNode } from 'react'
import { Icon } from './icon'

/** More text on demand, folded at first. */
export const Details = ({ title, children }: { title: string; children: ReactNode }) => (
  <details className="group">
    <summary className="flex min-h-control cursor-pointer list-none items-center gap-1 rounded-control font-medium text-accent-ink pointer-coarse:min-h-target [&::-webkit-details-marker]:hidden">
      {title}
      <Icon name="chevron" className="size-4 transition-transform group-open:rotate-180" />
    </summary>
    <div className="pt-1">{children}</div>
  </details>
)
