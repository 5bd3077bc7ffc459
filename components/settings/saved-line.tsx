import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'

/** A polite live region beside the button. It is rendered empty before, so that screen readers announce its text. */
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
