import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Measurements, not tests. Run them alone on an idle machine, e.g. with `npm run bench:friends`. */
export default defineConfig({
  root: here('..'),
  resolve: { alias: { '@': here('..'), 'server-only': here('../scripts/empty-module.mjs') } },
  test: {
    include: ['bench/{friends,block-timing,messages,floods,pictures,search-index}.bench.ts'],
    globalSetup: ['scripts/test-database.ts'],
    env: { DATABASE_URL: '', KITH_LIMITS: '', KITH_URL: '' },
    testTimeout: 900_000,
    hookTimeout: 900_000,
  },
})
