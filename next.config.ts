import type { NextConfig } from 'next'

const isDevelopment = process.env.NODE_ENV === 'development'

/**
 * Next writes scripts into its pages, and allowing those by a nonce would make every page a new one for each visit. What
 * can be had without: no script from elsewhere, none in an attribute, none made of text.
 */
const policy = [
  `script-src 'self' 'unsafe-inline'${isDevelopment ? " 'unsafe-eval'" : ''}`,
  "script-src-attr 'none'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** No page of Kith belongs into a frame, and no other site needs to learn which one somebody came from. */
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
  headers: async () => [
    { source: '/:path*', headers },
    // What is no page has a stricter policy of its own, which this one would replace.
    { source: '/((?!api/).*)', headers: [{ key: 'Content-Security-Policy', value: policy }] },
  ],
} satisfies NextConfig
