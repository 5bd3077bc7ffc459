'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { ConnectionStatus } from '@/components/screen/connection-status'
import { ScreenTitle } from '@/components/screen/screen-title'
import { useStrings } from '@/components/strings/use-strings'
import { iconButtonVariant } from '@/components/ui/button-variants'
import { Icon } from '@/components/ui/icon'
import { SETTINGS_PATH } from './settings-sections'

interface Props {
  title: string
  /** Title of the document, when it differs. */
  screen?: string
  children: ReactNode
}

/** A section of the settings, with a back link on phones. */
export function SettingsPage({ title, screen = title, children }: Props) {
  const strings = useStrings()
  return (
    <>
      <ScreenTitle>{screen}</ScreenTitle>
      <header className="mx-auto flex h-bar w-full max-w-thread shrink-0 items-center gap-3 px-4 md:px-6">
        <Link
          href={SETTINGS_PATH}
          prefetch={false}
          aria-label={strings.you.back}
          title={strings.you.back}
          className={`${iconButtonVariant('muted')} -ms-3 -me-2 md:hidden`}
        >
          <Icon name="back" className="size-5" />
        </Link>
        <h2 className="truncate font-semibold text-title tracking-tight">{title}</h2>
        <span className="md:hidden">
          <ConnectionStatus />
        </span>
      </header>
      <div className="mx-auto flex w-full max-w-thread grow flex-col gap-6 px-4 pt-2 pb-8 md:px-6">{children}</div>
    </>
  )
}
