import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { themeScript } from '@/components/accounts/theme'
import { words } from '@/components/strings/en'
import './globals.css'

export const metadata: Metadata = {
  description: words.account.promise,
  applicationName: words.product,
  appleWebApp: { capable: true, title: words.product, statusBarStyle: 'default' },
  icons: { icon: '/icon.svg', apple: '/icons/kith-180.png' },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  interactiveWidget: 'resizes-content',
  colorScheme: 'light dark',
}

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning /* The script below has set its theme. */>
      <head>
        <script>{themeScript}</script>
      </head>
      <body>{children}</body>
    </html>
  )
}
