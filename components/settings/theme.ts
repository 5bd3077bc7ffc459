import { createListeners } from '@/components/create-store'
export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const KEY = 'kith.theme'

/** The colour of `--color-side` in each theme, for the bars that the browser or the system draws. */
export const THEME_COLORS = { light: '#f7f9fa', dark: '#13181a' } as const

/**
 * Script that runs before the first paint, so that the page does not flash in another theme. It contains no character
 * that HTML would escape.
 */
export const themeScript = `try{document.documentElement.dataset.theme=localStorage.getItem(\`${KEY}\`)||\`system\`}catch{}`

const { subscribe, notify } = createListeners()

export const chosenTheme = (): Theme =>
  THEMES.find((theme) => theme === document.documentElement.dataset.theme) ?? 'system'

/** Applies the theme and stores it on this device. */
export function chooseTheme(theme: Theme) {
  document.documentElement.dataset.theme = theme
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // Storage is full or forbidden: the choice lasts as long as the page.
  }
  colorBars(theme)
  notify()
}

export const onThemeChange = subscribe

/** Gives the bars of the browser the colours of the theme, each for its own preference of the system. */
export function colorBars(theme: Theme) {
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const preferred = meta.media.includes('dark') ? 'dark' : 'light'
    meta.content = THEME_COLORS[theme === 'system' ? preferred : theme]
  }
}
