import { defineConfig } from '@playwright/test'
import config from '@/playwright.config'

/** Kith behind a pooler of database connections; run by `npm run test:pgbouncer`, which starts the pooler. */
export default defineConfig(config, {
  testDir: '.',
  testIgnore: [],
  globalSetup: '../../scripts/e2e-pooler-app.ts',
  outputDir: '../../test-results/pooler',
  workers: 1,
})
