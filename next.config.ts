import type { NextConfig } from 'next'

/**
 * No page of Kith belongs into a frame, and no other site needs to learn which one somebody came from. The policy about
 * contents is the server's, in server/content-policy.ts: a build does not know the broker.
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
  // Nothing uses the optimizer, which would fetch for anybody.
  images: { unoptimized: true },
  // `npm test` checks the types; checking them again would only make a host wait.
  typescript: { ignoreBuildErrors: true },
  // Native or stateful packages that must not be copied into Next's bundle.
  serverExternalPackages: ['@node-rs/argon2', 'postgres', 'pusher'],
  headers: async () => [{ source: '/:path*', headers }],
} satisfies NextConfig
