// @ts-check
import { ensureBuilt } from './build.mjs'
import { secondsSince, step } from './console.mjs'
import { ensureInstalled } from './install.mjs'
import { dataDirectory, launch } from './launch.mjs'
import { lockDataDirectory } from './lock.mjs'

const dev = process.argv.includes('--dev')
const startedAt = performance.now()

launch('Kith cannot start', async ({ onStop, fail, load }) => {
  onStop(lockDataDirectory(dataDirectory()))
  await ensureInstalled()
  // React and Next read these when they are loaded, together with the server.
  Object.assign(process.env, { NODE_ENV: dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' })
  const { serve } = await load('server/index.ts')
  const build = dev ? async () => {} : ensureBuilt
  const url = await serve({ dev, step, onStop, fail, build })
  process.stdout.write(`\nKith is ready after ${secondsSince(startedAt)} s: ${url}\n`)
})
