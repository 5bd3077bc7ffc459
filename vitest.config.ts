import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

declare module 'vitest' {
  interface ProvidedContext {
    friendsModel: { seeds: number[]; steps: number }
    badges: { seeds: number[]; steps: number }
  }
}

/** Seeds and steps of the test of four users against the friends model; `npm run test:long` runs many more. */
const friendsModel = (isLong: boolean) =>
  isLong ? { seeds: Array.from({ length: 20 }, (_, index) => index + 1), steps: 10_000 } : { seeds: [1, 2], steps: 250 }

/** Seeds and steps of the test of badges on three devices; `npm run test:long` runs many more. */
const badges = (isLong: boolean) => ({ seeds: [1], steps: isLong ? 10_000 : 150 })

export default defineConfig(({ mode }) => ({
  resolve: { alias: { '@': here('.'), 'server-only': here('./scripts/empty-module.mjs') } },
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules', '.next', 'dist', 'e2e'],
    globalSetup: ['scripts/test-database.ts'],
    // Hide settings of the developer's shell or .env from tests, above all the database.
    env: Object.fromEntries(
      [
        'DATABASE_URL',
        'DATABASE_DIRECT_URL',
        'REDIS_URL',
        'PUSHER_HOST',
        'PUSHER_CLUSTER',
        'KITH_LIMITS',
        'KITH_URL',
      ].map((name) => [name, '']),
    ),
    // Starting a database or a process may take long on a busy machine.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 2,
    provide: { friendsModel: friendsModel(mode === 'long'), badges: badges(mode === 'long') },
  },
}))
