// @ts-check
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBrowser } from './browser.mjs'
import { ensureBuilt } from './build.mjs'
import { BROWSER_SCRIPTS, browserCheck } from './check-browsers.mjs'
import { run } from './console.mjs'

/** @typedef {{ passed: number, failed: number, output: string }} Result */
/** @typedef {{ name: string, run: () => Promise<Result> }} Suite */

const REPORTS = 'test-results'

/** All checks and test suites of the project, the fastest first. @type {Suite[]} */
export const suites = [
  { name: 'format and lint', run: () => check(['@biomejs/biome/bin/biome', 'ci', '.']) },
  { name: 'types', run: types },
  { name: 'unused files, exports and packages', run: () => check(['knip/bin/knip.js']) },
  { name: 'unit, service and conformance tests', run: vitest },
  { name: 'build', run: build },
  { name: 'built scripts against the supported browsers', run: () => check(browserCheck(BROWSER_SCRIPTS)) },
  { name: 'end-to-end tests', run: playwright },
]

/** Runs one check, which counts as one test. @param {[string, ...string[]]} command @returns {Promise<Result>} */
async function check([script, ...args]) {
  const { code, output } = await node(script, args)
  return code === 0 ? { passed: 1, failed: 0, output } : { passed: 0, failed: 1, output }
}

async function types() {
  // Generates the types of styles, pages and routes, which do not exist before the first build.
  const generated = await check(['next/dist/bin/next', 'typegen'])
  return generated.failed ? generated : check(['typescript/bin/tsc', '--noEmit', '-p', '.'])
}

/** @returns {Promise<Result>} */
async function build() {
  try {
    await ensureBuilt()
    return { passed: 1, failed: 0, output: '' }
  } catch (error) {
    return { passed: 0, failed: 1, output: String(error) }
  }
}

async function vitest() {
  const report = freshReport('vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code, output } = await node('vitest/vitest.mjs', ['run', ...reporters])
  /** @type {{ numPassedTests: number, numFailedTests: number } | undefined} */
  const counts = read(report)
  return withExitCode({ passed: counts?.numPassedTests ?? 0, failed: counts?.numFailedTests ?? 0, output }, code)
}

async function playwright() {
  const report = freshReport('playwright.json')
  const { executablePath } = await ensureBrowser()
  const env = {
    ...process.env,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    ...(executablePath && { PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH: executablePath }),
  }
  const { code, output } = await node('@playwright/test/cli.js', ['test', '--reporter=list,json'], env)
  /** @type {{ stats: { expected: number, unexpected: number, flaky: number } } | undefined} */
  const stats = read(report)
  const { expected = 0, unexpected = 0, flaky = 0 } = stats?.stats ?? {}
  return withExitCode({ passed: expected, failed: unexpected + flaky, output }, code)
}

/**
 * Counts one failure for a suite that ended with an error but no failed test, or that ran no test.
 * @param {Result} result @param {number} code
 */
function withExitCode(result, code) {
  const isConsistent = result.failed > 0 || (code === 0 && result.passed > 0)
  return isConsistent ? result : { ...result, failed: 1 }
}

/** @param {string} script below node_modules @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
const node = (script, args, env = process.env) =>
  run(process.execPath, [join('node_modules', script), ...args], { env: { ...env, NEXT_TELEMETRY_DISABLED: '1' } })

/** Deletes an old report, so that it is not read as a new one. @param {string} name */
function freshReport(name) {
  const report = join(REPORTS, name)
  rmSync(report, { force: true })
  return report
}

/** @param {string} report */
const read = (report) => (existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined)
