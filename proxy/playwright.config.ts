import { defineConfig } from '@playwright/test'
import config from '@/playwright.config'

/** Needs nginx and openssl on this machine. Run it with `npm run test:proxy`. */
export default defineConfig({
  ...config,
  testDir: '.',
  globalSetup: [],
  outputDir: '../test-results/proxy',
  workers: 1,
  use: { ...config.use, ignoreHTTPSErrors: true },
})
