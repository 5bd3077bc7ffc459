import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

declare module 'vitest' {
  interface ProvidedContext {
    friendsModel: { seeds: number[]; steps: number }
    badges: { seeds: number[]; steps: number }
  }
}

/** How far four people walk against the model of friendships; `npm run test:long` goes all the way. */
const friendsModel = (isLong: boolean) =>
  isLong ? { seeds: Array.from({ length: 20 }, (_, index) => index + 1), steps: 10_000 } : { seeds: [1, 2], steps: 250 }

/** How far one person's three devices are followed; `npm run test:long` goes all the way. */
const badges = (isLong: boolean) => ({ seeds: [1], steps: isLong ? 10_000 : 150 })

export default defineConfig(({ mode }) => ({
  resolve: { alias: { '@': here('.'), 'server-only': here('./scripts/empty-module.mjs') } },
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules', '.next', 'dist', 'e2e'],
    globalSetup: ['scripts/test-database.ts'],
    // What the developer's shell or .env holds must never reach a test: its database least of all.
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
    // Starting a database or a process takes its time on a busy machine.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 2,
    provide: { friendsModel: friendsModel(mode === 'long'), badges: badges(mode === 'long') },
  },
}))
