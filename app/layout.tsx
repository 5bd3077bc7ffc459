import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { THEME_COLORS, themeScript } from '@/components/settings/theme'
import { DEFAULT_LOCALE, stringsFor } from '@/components/strings/strings'
import { timeZoneScript } from '@/components/strings/time-zone'
import { LocaleProvider } from '@/components/strings/use-strings'
import './globals.css'

const strings = stringsFor(DEFAULT_LOCALE)

export const metadata: Metadata = {
  description: strings.account.promise,
  applicationName: strings.product,
  appleWebApp: { capable: true, title: strings.product, statusBarStyle: 'default' },
  icons: { icon: '/icon.svg', apple: '/icons/kith-180.png' },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  interactiveWidget: 'resizes-content',
  colorScheme: 'light dark',
  // The colour of the sides. A chosen theme replaces both, see components/settings/theme.ts.
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: THEME_COLORS.light },
    { media: '(prefers-color-scheme: dark)', color: THEME_COLORS.dark },
  ],
}

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={DEFAULT_LOCALE} suppressHydrationWarning /* The script below has set its theme. */>
      <head>
        <script>{themeScript}</script>
        <script>{timeZoneScript}</script>
      </head>
      <body>
        <LocaleProvider locale={DEFAULT_LOCALE}>{children}</LocaleProvider>
      </body>
    </html>
  )
}
