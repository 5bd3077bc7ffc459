import type { NextConfig } from 'next'

/**
 * Headers that forbid frames and hide the full URL from other sites. The Content-Security-Policy is set at run time by
 * server/content-policy.ts, because the broker is not known at build time.
 */
const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
]

export default {
  reactCompiler: true,
  typedRoutes: true,
  poweredByHeader: false,
  // No page uses the image optimizer, whose endpoint would fetch images for anybody.
  images: { unoptimized: true },
  // `npm test` checks the types; a second check would only delay the operator's start.
  typescript: { ignoreBuildErrors: true },
  // Native or stateful packages that must not be copied into Next's bundle.
  serverExternalPackages: ['@node-rs/argon2', 'postgres', 'pusher'],
  headers: async () => [{ source: '/:path*', headers }],
} satisfies NextConfig
