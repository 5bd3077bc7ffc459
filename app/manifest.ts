import type { MetadataRoute } from 'next'
import { words } from '@/components/strings/en'

export default function manifest(): MetadataRoute.Manifest {
  return {
    id: '/',
    name: words.product,
    short_name: words.product,
    description: words.account.promise,
    start_url: '/messages',
    scope: '/',
    display: 'standalone',
    background_color: '#ffffff',
    theme_color: '#0b6a7e',
    icons: [
      { src: '/icons/kith-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/kith-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/kith-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts: [
      { name: words.messages.title, url: '/messages' },
      { name: words.friends.title, url: '/friends' },
    ],
  }
}
