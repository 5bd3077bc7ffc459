import { defineConfig, devices } from '@playwright/test'
import { findBrowser } from './scripts/browser.mjs'

export default defineConfig({
  testDir: 'e2e',
  testIgnore: 'pooler/**',
  outputDir: 'test-results/e2e',
  globalSetup: './scripts/e2e-app.ts',
  workers: 2,
  retries: 0,
  // For a machine that has other work too; nothing waits when it need not.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    // Known only after the setup, and read again in every worker.
    ...(process.env.KITH_TEST_URL && { baseURL: process.env.KITH_TEST_URL }),
    launchOptions: findBrowser() ?? {},
    // It would fetch past the routes that tests put in its way; the specs about it let it in.
    serviceWorkers: 'block',
    // The film strip would take more of the machine than the tests themselves; the snapshots show the same.
    trace: { mode: 'retain-on-failure', screenshots: false },
  },
})
