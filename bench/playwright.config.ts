import { defineConfig } from '@playwright/test'
import config from '@/playwright.config'

/** Measurements, not tests. Run them alone on an idle machine with `npm run bench:browser` or `bench:history`. */
export default defineConfig(config, {
  testDir: '.',
  testMatch: '{browser,first-load,history,receiving}.bench.ts',
  globalSetup: '../scripts/e2e-app.ts',
  outputDir: '../test-results/bench',
  workers: 1,
  timeout: 300_000,
  use: { trace: 'off' },
})
