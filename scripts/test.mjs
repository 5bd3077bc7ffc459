// @ts-check
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { assertNode, StartError, secondsSince } from './console.mjs'
import { ensureInstalled } from './install.mjs'
import { suites } from './suites.mjs'

/** @param {import('./suites.mjs').Suite} suite */
async function runSuite({ name, run }) {
  console.log(`\n== ${name}`)
  const startedAt = performance.now()
  const result = await run().catch((error) => ({ passed: 0, failed: 1, output: String(error?.stack ?? error) }))
  if (result.failed > 0) process.stdout.write(`${result.output}\n`)
  console.log(`   ${result.passed} passed, ${result.failed} failed in ${secondsSince(startedAt)} s`)
  return result
}

async function test() {
  process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'))
  assertNode()
  await ensureInstalled()
  let [passed, failed] = [0, 0]
  for (const suite of suites) {
    const result = await runSuite(suite)
    passed += result.passed
    failed += result.failed
  }
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
}

test().catch((error) => {
  console.error(error instanceof StartError ? error.message : error)
  process.exitCode = 1
})
