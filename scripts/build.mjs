// @ts-check
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { runQuietly, step } from './console.mjs'
import { waitForLock } from './lock.mjs'

const SOURCES = ['app', 'components', 'db', 'lib', 'public', 'server']
const SETTINGS = ['next.config.ts', 'package.json', 'package-lock.json', 'postcss.config.mjs', 'tsconfig.json']
const BUILT_SOURCES_FILE = '.next/sources'

/** Builds the pages if their sources have changed since the last build. */
export async function ensureBuilt() {
  const unlock = await waitForLock('dist')
  try {
    const sources = hashOfSources()
    const isFresh = existsSync(BUILT_SOURCES_FILE) && readFileSync(BUILT_SOURCES_FILE, 'utf8') === sources
    if (!isFresh) await buildPages(sources)
  } finally {
    unlock()
  }
}

/** @param {string} sources */
async function buildPages(sources) {
  rmSync(BUILT_SOURCES_FILE, { force: true })
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
  const build = ['node_modules/next/dist/bin/next', 'build']
  const remedy = 'the sources do not build. Undo local changes, or delete node_modules and .next, and start again.'
  await step('pages built', () => runQuietly(process.execPath, build, remedy, /** @type {NodeJS.ProcessEnv} */ (env)))
  writeFileSync(BUILT_SOURCES_FILE, sources)
}

/**
 * Bundles a server-side module with the project files that it imports; packages are not bundled.
 * @param {string} entry @returns {Promise<string>} the bundle's path
 */
export async function bundle(entry) {
  const { build, stop } = await import('esbuild')
  const name = entry === 'server/index.ts' ? 'server' : basename(entry, '.ts')
  const outfile = join('dist', `${name}.mjs`)
  const temporary = `${outfile}.${process.pid}`
  await build({
    entryPoints: [entry],
    outfile: temporary,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    alias: { 'server-only': './scripts/empty-module.mjs' },
    logLevel: 'error',
  })
  await stop() // Otherwise its helper process would run on and use 20 MB.
  renameSync(temporary, outfile) // Atomic, since another start may be reading the previous file.
  return outfile
}

function hashOfSources() {
  const hash = createHash('sha256').update(process.version)
  const inFolders = SOURCES.filter(existsSync).flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  for (const file of [...SETTINGS.filter(existsSync), ...inFolders].sort()) {
    hash.update(`${file}\0`).update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}
