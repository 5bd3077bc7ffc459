// @ts-check
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { bundle, ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { createLifecycle } from './lifecycle.mjs'
import { lockDataDirectory } from './lock.mjs'
import { assertNode, StartError, secondsSince, step } from './steps.mjs'

const dev = process.argv.includes('--dev')
const begun = performance.now()
const { onStop, stop } = createLifecycle()
/** @param {unknown} error @returns {string | undefined} */
let sentenceOf = (error) => (error instanceof StartError ? error.message : undefined)

/** @param {unknown} error */
async function fail(error) {
  const sentence = sentenceOf(error)
  console.error(sentence ? `Kith cannot start: ${sentence}` : error)
  await stop(1)
}

async function start() {
  process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'))
  assertNode()
  if (existsSync('.env')) process.loadEnvFile('.env')
  onStop(lockDataDirectory(process.env.KITH_DATA_DIR || '.kith'))
  await ensureInstalled()
  // Read by React and Next when they are loaded, which is when the bundle is.
  Object.assign(process.env, { NODE_ENV: dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' })
  const server = await import(pathToFileURL(await bundle('server/index.ts')).href)
  sentenceOf = (error) => (error instanceof StartError ? error.message : server.sentenceOf(error))
  const build = dev ? async () => {} : ensureBuilt
  const url = await server.serve({ dev, step, onStop, fail, build })
  console.log(`\nKith is ready after ${secondsSince(begun)} s: ${url}`)
}

start().catch(fail)
