import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Measures instead of judging: run by itself on a quiet machine, with `npm run bench:friends`, `bench:messages` or `bench:floods`. */
export default defineConfig({
  root: here('..'),
  resolve: { alias: { '@': here('..'), 'server-only': here('../scripts/empty-module.mjs') } },
  test: {
    include: ['bench/{friends,block-timing,messages,floods,pictures}.bench.ts'],
    globalSetup: ['scripts/test-database.ts'],
    env: { DATABASE_URL: '', KITH_LIMITS: '', KITH_URL: '' },
    testTimeout: 900_000,
    hookTimeout: 900_000,
  },
})
