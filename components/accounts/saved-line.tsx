import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'

/** Says politely, beside the button, that it is done; stands there empty before, so that screen readers hear it. */
export function SavedMessage({ children }: { children: ReactNode }) {
  return (
    <span role="status" className="flex min-w-0 items-start gap-1 text-positive text-small">
      {children && (
        <>
          <Icon name="check" className="size-5" />
          <span>{children}</span>
        </>
      )}
    </span>
  )
}
