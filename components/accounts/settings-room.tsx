import Link from 'next/link'
import type { ReactNode } from 'react'
import { ConnectionLine } from '@/components/shell/connection-line'
import { ScreenTitle } from '@/components/shell/screen-title'
import { iconButtonLook } from '@/components/ui/button-looks'
import { Icon } from '@/components/ui/icon'
import { words } from '@/components/words'
import { SETTINGS } from './settings-sections'

interface Props {
  title: string
  /** What the document is called, where that is not the title. */
  screen?: string
  children: ReactNode
}

/** One room of the settings, with the way back that a phone needs. */
export function SettingsRoom({ title, screen = title, children }: Props) {
  return (
    <>
      <ScreenTitle>{screen}</ScreenTitle>
      <header className="flex h-bar shrink-0 items-center gap-3 px-4 md:px-6">
        <Link
          href={SETTINGS}
          aria-label={words.you.back}
          title={words.you.back}
          className={`${iconButtonLook('muted')} -ms-3 -me-2 md:hidden`}
        >
          <Icon name="back" className="size-5" />
        </Link>
        <h2 className="truncate font-semibold text-title tracking-tight">{title}</h2>
        <span className="md:hidden">
          <ConnectionLine />
        </span>
      </header>
      <div className="flex w-full max-w-thread grow flex-col gap-6 px-4 pt-2 pb-8 md:px-6">{children}</div>
    </>
  )
}
