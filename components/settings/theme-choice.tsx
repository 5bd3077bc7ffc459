'use client'

import { useSyncExternalStore } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { Icon, type IconName } from '@/components/ui/icon'
import { chooseTheme, chosenTheme, onThemeChange, THEMES, type Theme } from './theme'

const ICONS: Record<Theme, IconName> = { system: 'device', light: 'sun', dark: 'moon' }

export function ThemeChoice() {
  const strings = useStrings()
  const chosen = useSyncExternalStore<Theme>(onThemeChange, chosenTheme, () => 'system')
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-2 font-medium text-small">{strings.you.appearance.title}</legend>
      <div className="flex flex-wrap gap-1 self-start rounded-control bg-sunken p-1">
        {THEMES.map((theme) => (
          <label
            key={theme}
            className="flex min-h-control cursor-pointer items-center gap-2 rounded-control border border-transparent px-3 font-medium text-muted transition-colors has-checked:border-line has-checked:bg-raised has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent-ink pointer-coarse:min-h-target"
          >
            <input
              type="radio"
              name="theme"
              value={theme}
              checked={chosen === theme}
              onChange={() => chooseTheme(theme)}
              className="sr-only"
            />
            <Icon name={ICONS[theme]} className="size-5" />
            {strings.you.appearance.themes[theme]}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
