// @ts-check
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { run, StartError, step } from './console.mjs'
import { npm } from './install.mjs'

/** @typedef {{ executablePath?: string }} Browser if the path is absent, Playwright finds its own browser */

/** Opens no windows and loads no pages of its own, so a page costs half as much as in a full browser. */
const SHELL = 'chromium-headless-shell'
const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge']
const NPM_CHROMIUM_VERSION = '153.0.0'

/** Finds a Chromium on this machine. @returns {Browser | undefined} */
export function findBrowser() {
  const named = process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH || onPath([SHELL]).find(existsSync)
  if (named) return { executablePath: named }
  if (hasPlaywrightShell()) return {}
  const executablePath = installedBrowser()
  return executablePath ? { executablePath } : undefined
}

/** @param {string[]} programs */
function onPath(programs) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return programs.flatMap((name) => folders.map((folder) => join(folder, name)))
}

/** Finds a Chromium, or downloads one. @returns {Promise<Browser>} */
export async function ensureBrowser() {
  const found = findBrowser()
  if (found) return found
  return step('browser fetched', async () => {
    for (const fetchBrowser of [fromPlaywright, fromNpm, fromDebian]) {
      const fetched = await fetchBrowser()
      if (fetched) return fetched
    }
    throw new StartError(
      'There is no browser for the tests: run "npx playwright install --with-deps --only-shell chromium".',
    )
  })
}

function installedBrowser() {
  const mac = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  )
  const windows = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].flatMap(
    (folder) =>
      folder
        ? [join(folder, 'Google/Chrome/Application/chrome.exe'), join(folder, 'Microsoft/Edge/Application/msedge.exe')]
        : [],
  )
  const places =
    process.platform === 'win32' ? windows : [...onPath(PROGRAMS), ...(process.platform === 'darwin' ? mac : [])]
  return places.find(existsSync)
}

function hasPlaywrightShell() {
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH || join(cacheFolder(), 'ms-playwright')
  return existsSync(cache) && readdirSync(cache).includes(`chromium_headless_shell-${shellRevision()}`)
}

function cacheFolder() {
  switch (process.platform) {
    case 'darwin':
      return join(homedir(), 'Library/Caches')
    case 'win32':
      return process.env.LOCALAPPDATA ?? ''
    default:
      return join(homedir(), '.cache')
  }
}

function shellRevision() {
  const list = join(createRequire(import.meta.url).resolve('playwright-core/package.json'), '..', 'browsers.json')
  /** @type {{ browsers: { name: string, revision: string }[] }} */
  const { browsers } = JSON.parse(readFileSync(list, 'utf8'))
  return browsers.find(({ name }) => name === 'chromium-headless-shell')?.revision
}

async function fromPlaywright() {
  const install = ['node_modules/@playwright/test/cli.js', 'install', '--only-shell', 'chromium']
  const { code } = await run(process.execPath, install)
  return code === 0 ? findBrowser() : undefined
}

/** Installs the npm package with the Chromium build for AWS Lambda. */
async function fromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return
  const folder = resolve(process.env.KITH_DATA_DIR || '.kith', 'browser')
  mkdirSync(folder, { recursive: true })
  const [program, ...args] = npm()
  const install = [
    'install',
    '--prefix',
    folder,
    '--no-save',
    '--ignore-scripts',
    `@sparticuz/chromium@${NPM_CHROMIUM_VERSION}`,
  ]
  if ((await run(program, [...args, ...install])).code !== 0) return
  const entry = createRequire(join(folder, 'here.js')).resolve('@sparticuz/chromium')
  const { default: chromium } = await import(pathToFileURL(entry).href)
  return { executablePath: await chromium.executablePath() }
}

async function fromDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update'], { env })
  /** @param {string} name */
  const installs = async (name) =>
    (await run('apt-get', ['install', '-y', '--no-install-recommends', name], { env })).code === 0
  return (await installs(SHELL)) || (await installs('chromium')) ? findBrowser() : undefined
}
