import type { NextConfig } from 'next'

export default {
  reactCompiler: true,
  typedRoutes: true,
  poweredByHeader: false,
  // `npm test` checks the types; checking them again would only make a host wait.
  typescript: { ignoreBuildErrors: true },
  // Native or stateful packages that must not be copied into Next's bundle.
  serverExternalPackages: ['@node-rs/argon2', 'postgres', 'pusher'],
} satisfies NextConfig
