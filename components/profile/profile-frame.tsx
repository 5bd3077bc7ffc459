'use client'

import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { ConnectionStatus } from '@/components/screen/connection-status'
import { ScreenTitle } from '@/components/screen/screen-title'
import { useStrings } from '@/components/strings/use-strings'
import { IconButton } from '@/components/ui/button'

/** Frame of a profile page: back link, connection status, content. */
export function ProfileFrame({ title, children }: { title: string; children: ReactNode }) {
  const strings = useStrings()
  const router = useRouter()
  return (
    <div className="flex min-h-0 min-w-0 grow flex-col overflow-y-auto">
      <ScreenTitle>{title}</ScreenTitle>
      <header className="mx-auto flex h-bar w-full max-w-thread shrink-0 items-center gap-3 px-4">
        <IconButton icon="back" label={strings.person.back} onClick={() => router.back()} className="-ms-3 md:hidden" />
        <ConnectionStatus />
      </header>
      {children}
    </div>
  )
}
