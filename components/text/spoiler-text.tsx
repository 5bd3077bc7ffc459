'use client'

import { type ReactNode, useState } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { useTabIndex } from '@/components/ui/tab-stops'

/** Text that is hidden until it is pressed. Hidden text is not read, found or copied. */
export function SpoilerText({ children }: { children: ReactNode }) {
  const strings = useStrings()
  const [isShown, setShown] = useState(false)
  const tabIndex = useTabIndex() ?? 0
  if (isShown) return <span className="rounded-joint bg-current/8">{children}</span>
  return (
    // biome-ignore lint/a11y/useSemanticElements: the text wraps as part of its line, which a button does not.
    <span
      role="button"
      tabIndex={tabIndex}
      aria-label={strings.messages.showSpoiler}
      title={strings.messages.showSpoiler}
      onClick={(event) => {
        event.stopPropagation() // A tap on the message opens its menu.
        setShown(true)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        event.currentTarget.closest('article')?.focus({ preventScroll: true }) // This button goes away.
        setShown(true)
      }}
      className="cursor-pointer rounded-joint bg-current/40 box-decoration-clone hover:bg-current/56"
    >
      <span className="invisible" inert>
        {children}
      </span>
    </span>
  )
}
