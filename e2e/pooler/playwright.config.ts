import { defineConfig } from '@playwright/test'
import config from '@/playwright.config'

/** Runs Kith behind PgBouncer, for `npm run test:pgbouncer`, which starts it. */
export default defineConfig(config, {
  testDir: '.',
  testIgnore: [],
  globalSetup: '../../scripts/e2e-pooler-app.ts',
  outputDir: '../../test-results/pooler',
  workers: 1,
})
