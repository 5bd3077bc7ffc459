import { createListeners } from '@/components/create-store'
export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const KEY = 'kith.theme'

/**
 * Runs before the first paint, so that the chosen theme never flashes in. It holds no character that HTML would escape.
 */
export const themeScript = `try{document.documentElement.dataset.theme=localStorage.getItem(\`${KEY}\`)||\`system\`}catch{}`

const { subscribe, notify } = createListeners()

export const chosenTheme = (): Theme =>
  THEMES.find((theme) => theme === document.documentElement.dataset.theme) ?? 'system'

/** Shows the theme at once and keeps it on this device. */
export function chooseTheme(theme: Theme) {
  document.documentElement.dataset.theme = theme
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // Full or forbidden: the choice lasts as long as the page.
  }
  notify()
}

export const onThemeChange = subscribe
