// @ts-check
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBrowser } from './browser.mjs'
import { ensureBuilt } from './build.mjs'
import { run, StartError } from './console.mjs'
import { ensureInstalled } from './install.mjs'

/** The programs that the test starts, each with the argument that prints its version. */
const REQUIRED_PROGRAMS = /** @type {const} */ ([
  ['nginx', '-v'],
  ['openssl', 'version'],
])

async function testProxy() {
  process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'))
  for (const [program, version] of REQUIRED_PROGRAMS) {
    if (spawnSync(program, [version]).error)
      throw new StartError(`There is no ${program} here: install it, on Debian with "apt-get install ${program}".`)
  }
  await ensureInstalled()
  await ensureBuilt()
  const { executablePath } = await ensureBrowser()
  const env = { ...process.env, ...(executablePath && { PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH: executablePath }) }
  const test = ['node_modules/@playwright/test/cli.js', 'test', '--config', 'proxy/playwright.config.ts']
  const { code } = await run(process.execPath, test, { env, show: true })
  if (code !== 0) throw new StartError('Kith does not work behind a proxy, see above.')
}

testProxy().catch((error) => {
  console.error(error instanceof StartError ? error.message : error)
  process.exitCode = 1
})
