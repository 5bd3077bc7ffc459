// @ts-check
import { copyFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBrowser } from './browser.mjs'
import { ensureBuilt } from './build.mjs'
import { run, StartError } from './console.mjs'
import { ensureInstalled } from './install.mjs'

const SOURCE_FOLDER = 'test-results/pictures'
const TARGET_FOLDER = 'docs/pictures'
const NAMES = [
  'conversation-desktop-light',
  'conversation-phone-dark',
  'conversation-phone-light',
  'friends-desktop-dark',
  'messages-phone-light',
]

/** What a browser shows before it installs the app, see app/manifest.ts. */
const INSTALL_FOLDER = 'public/screenshots'
const INSTALL_NAMES = {
  'messages-phone-light': 'messages-phone',
  'conversation-desktop-light': 'conversation-desktop',
}

/** Takes the screenshots of the documentation and of the manifest again. */
async function takePictures() {
  process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'))
  await ensureInstalled()
  await ensureBuilt()
  const { executablePath } = await ensureBrowser()
  const env = { ...process.env, ...(executablePath && { PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH: executablePath }) }
  const test = ['node_modules/@playwright/test/cli.js', 'test', 'e2e/app/pictures.spec.ts']
  const { code } = await run(process.execPath, test, { env, show: true })
  if (code !== 0) throw new StartError('The pictures were not taken, see above.')
  mkdirSync(TARGET_FOLDER, { recursive: true })
  for (const name of NAMES) copyFileSync(join(SOURCE_FOLDER, `${name}.png`), join(TARGET_FOLDER, `${name}.png`))
  mkdirSync(INSTALL_FOLDER, { recursive: true })
  for (const [name, shown] of Object.entries(INSTALL_NAMES))
    copyFileSync(join(SOURCE_FOLDER, `${name}.png`), join(INSTALL_FOLDER, `${shown}.png`))
}

takePictures().catch((error) => {
  console.error(error instanceof StartError ? error.message : error)
  process.exitCode = 1
})
