// @ts-check
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runQuietly, step } from './console.mjs'

/** Installs the packages of the lockfile when they are missing or of other versions. */
export async function ensureInstalled() {
  if (isInstalled()) return
  await step('packages installed', () => {
    const [program, ...args] = npm()
    // Dev dependencies build the app. No package needs its install script.
    const flags = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund']
    return runQuietly(program, [...args, ...flags], 'check the network and the disk, then start again.')
  })
}

function isInstalled() {
  const installed = packagesOf('node_modules/.package-lock.json')
  return Object.entries(packagesOf('package-lock.json')).every(([path, wanted]) => {
    if (path === '') return true
    const present = installed[path]
    // Optional packages of other platforms are not there, and need not be.
    return present ? present.version === wanted.version : wanted.optional === true || wanted.devOptional === true
  })
}

/** @param {string} lockfile @returns {Record<string, { version: string, optional?: boolean, devOptional?: boolean }>} */
const packagesOf = (lockfile) => (existsSync(lockfile) ? JSON.parse(readFileSync(lockfile, 'utf8')).packages : {})

/** The npm that started us, or the one beside this Node, or the one on the path. @returns {[string, ...string[]]} */
export function npm() {
  const beside = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js')
  const script = [process.env.npm_execpath ?? '', beside].find(
    (path) => path.endsWith('npm-cli.js') && existsSync(path),
  )
  return script ? [process.execPath, script] : ['npm']
}
