// @ts-check
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runQuietly, step } from './console.mjs'

/** Installs the packages of the lockfile if some are missing or have another version. */
export async function ensureInstalled() {
  if (isInstalled()) return
  await step('packages installed', () => {
    const [program, ...args] = npm()
    // Dev dependencies are needed to build the app. No package needs its install script.
    const flags = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund']
    return runQuietly(program, [...args, ...flags], 'check the network and the disk, then start again.')
  })
}

function isInstalled() {
  const installed = packagesOf('node_modules/.package-lock.json')
  return Object.entries(packagesOf('package-lock.json')).every(([path, wanted]) => {
    if (path === '') return true
    const present = installed[path]
    // Optional packages of other platforms may be missing.
    return present ? present.version === wanted.version : wanted.optional === true || wanted.devOptional === true
  })
}

/** @param {string} lockfile @returns {Record<string, { version: string, optional?: boolean, devOptional?: boolean }>} */
const packagesOf = (lockfile) => (existsSync(lockfile) ? JSON.parse(readFileSync(lockfile, 'utf8')).packages : {})

/** Returns the npm that started this script, else the one beside this Node, else npm. @returns {[string, ...string[]]} */
export function npm() {
  const beside = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js')
  const script = [process.env.npm_execpath ?? '', beside].find(
    (path) => path.endsWith('npm-cli.js') && existsSync(path),
  )
  return script ? [process.execPath, script] : ['npm']
}
