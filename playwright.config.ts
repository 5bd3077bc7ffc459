import { defineConfig, devices } from '@playwright/test'
import { findBrowser } from './scripts/browser.mjs'

export default defineConfig({
  testDir: 'e2e',
  testIgnore: 'pooler/**',
  outputDir: 'test-results/e2e',
  globalSetup: './scripts/e2e-app.ts',
  workers: 2,
  retries: 0,
  // Long timeouts for a busy machine; a test that passes does not wait for them.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    // Set by the global setup; every worker reads it again.
    ...(process.env.KITH_TEST_URL && { baseURL: process.env.KITH_TEST_URL }),
    launchOptions: findBrowser() ?? {},
    // A service worker's fetches bypass the routes that tests mock; its own specs allow it.
    serviceWorkers: 'block',
    // None: else the offer of notifications would cover parts of screens that other tests use.
    permissions: [],
    // Screenshots would use more CPU than the tests themselves; the DOM snapshots show the same.
    trace: { mode: 'retain-on-failure', screenshots: false },
  },
})
