'use client'

import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { SettingsList } from './settings-list'
import { SETTINGS_PATH } from './settings-sections'

/** The list of settings beside the open one; on a phone only one of them. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const strings = useStrings()
  const isOpen = usePathname() !== SETTINGS_PATH
  return (
    <div className="relative flex min-h-0 min-w-0 grow">
      <div
        className={`flex min-h-0 w-full flex-col overflow-y-auto md:w-list md:shrink-0 md:border-line md:border-e md:bg-side ${isOpen ? 'max-md:invisible max-md:absolute max-md:inset-0' : ''}`}
      >
        <SettingsList />
      </div>
      <div className={`min-h-0 min-w-0 grow flex-col overflow-y-auto bg-canvas md:flex ${isOpen ? 'flex' : 'hidden'}`}>
        {isOpen && <h1 className="sr-only md:hidden">{strings.you.title}</h1>}
        {children}
      </div>
    </div>
  )
}
