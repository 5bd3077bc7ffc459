import type { NextConfig } from 'next'

export default {
  reactCompiler: true,
  typedRoutes: true,
  poweredByHeader: false,
  // `npm test` checks types, tests included; a host's start neither waits for that nor fails by it.
  typescript: { ignoreBuildErrors: true },
  // Native or stateful packages that must not be copied into Next's bundle.
  serverExternalPackages: ['argon2', 'postgres', 'pusher'],
} satisfies NextConfig
