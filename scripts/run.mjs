// @ts-check

import { step } from './console.mjs'
import { ensureInstalled } from './install.mjs'
import { dataDirectory, launch } from './launch.mjs'
import { tryLock } from './lock.mjs'

/**
 * Calls `main(args)` of a TypeScript module with the database of this Kith, whether it is running or not. If the module's
 * `helpFor(args)` returns a text, prints that without a database.
 */
const [entry = '', ...args] = process.argv.slice(2)

launch(`${entry} cannot run`, async ({ onStop, stop, load }) => {
  const { release } = tryLock(dataDirectory())
  if (release) onStop(release)
  await ensureInstalled()
  Object.assign(process.env, { NODE_ENV: 'production' })
  const { main, helpFor } = await load(entry)
  const help = helpFor?.(args)
  if (help !== undefined) {
    console.log(help)
    return stop(0)
  }
  const { openScriptDatabase } = await load('server/script-database.ts')
  await openScriptDatabase({ step, onStop, isShared: !release })
  await main(args)
  await stop(0)
})
