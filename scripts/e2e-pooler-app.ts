import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp } from './e2e-app'

/** Playwright's global setup: starts the built app on the pooler in KITH_POOLER_URL. */
// biome-ignore lint/style/noDefaultExport: Playwright requires one.
export default async function startBehindPooler() {
  const dataDir = mkdtempSync(join(tmpdir(), 'kith-pooler-'))
  const app = await startApp(dataDir, {
    DATABASE_URL: process.env.KITH_POOLER_URL ?? '',
    DATABASE_DIRECT_URL: process.env.KITH_POOLER_DIRECT_URL ?? '',
  })
  process.env.KITH_TEST_URL = app.url
  return async () => {
    await app.stop()
    rmSync(dataDir, { recursive: true })
  }
}
