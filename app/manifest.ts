import type { MetadataRoute } from 'next'
import { DEFAULT_LOCALE, stringsFor } from '@/components/strings/strings'

export default function manifest(): MetadataRoute.Manifest {
  const strings = stringsFor(DEFAULT_LOCALE)
  return {
    id: '/',
    name: strings.product,
    short_name: strings.product,
    description: strings.account.promise,
    start_url: '/messages',
    scope: '/',
    display: 'standalone',
    background_color: '#0b6a7e', // Also the splash screen in the dark, where white would flash.
    theme_color: '#0b6a7e',
    icons: [
      { src: '/icons/kith-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/kith-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/kith-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    screenshots: [
      { src: '/screenshots/messages-phone.png', sizes: '390x844', type: 'image/png', form_factor: 'narrow' },
      { src: '/screenshots/conversation-desktop.png', sizes: '1440x900', type: 'image/png', form_factor: 'wide' },
    ],
    shortcuts: [
      { name: strings.messages.title, url: '/messages' },
      { name: strings.friends.title, url: '/friends' },
    ],
  }
}
