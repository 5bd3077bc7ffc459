'use client'

import type { ReactNode } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { Logo } from '@/components/ui/logo'

/** Frame of the forms for signed-out visitors. */
export function AuthCard({ title, children }: { title: string; children: ReactNode }) {
  const strings = useStrings()
  return (
    <main className="mx-auto flex w-full max-w-form flex-col gap-6 px-4 py-10 md:min-h-dvh md:justify-center">
      <header className="flex flex-col gap-1">
        <p className="mb-3 flex items-center gap-2 font-semibold text-large">
          <Logo />
          {strings.product}
        </p>
        <h1 className="font-semibold text-display tracking-tight">{title}</h1>
        <p className="text-muted">{strings.account.promise}</p>
      </header>
      {children}
    </main>
  )
}
