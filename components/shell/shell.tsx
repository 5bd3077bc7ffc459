'use client'

import { type ReactNode, useEffect } from 'react'
import { RefuseFiles } from '@/components/composer/refuse-files'
import { OpenClickedNotification } from '@/components/notifications/open-clicked-notification'
import { chosenTheme, colorBars } from '@/components/settings/theme'
import { useStrings } from '@/components/strings/use-strings'
import { Announcer } from '@/components/ui/announcer'
import { Toaster } from '@/components/ui/toaster'
import { AppBadge } from './app-badge'
import { KeyboardShortcuts } from './keyboard-shortcuts'
import { Navigation } from './navigation'
import { ScreenWithDetails } from './screen-with-details'

/** Layout that stays while screens change. */
export function Shell({ children }: { children: ReactNode }) {
  const strings = useStrings()
  useEffect(() => colorBars(chosenTheme()), [])
  return (
    <div className="flex h-dvh ps-[env(safe-area-inset-left)] pe-[env(safe-area-inset-right)] pt-[env(safe-area-inset-top)] max-md:flex-col">
      <a
        href="#content"
        className="sr-only z-10 rounded-control bg-accent px-4 py-2 font-medium text-on-accent focus:not-sr-only focus:absolute focus:start-2 focus:top-2"
      >
        {strings.general.skip}
      </a>
      <Navigation />
      <main id="content" tabIndex={-1} className="relative flex min-h-0 min-w-0 grow outline-none">
        <ScreenWithDetails>{children}</ScreenWithDetails>
      </main>
      <Announcer />
      <Toaster />
      <KeyboardShortcuts />
      <AppBadge />
      <OpenClickedNotification />
      <RefuseFiles />
    </div>
  )
}
