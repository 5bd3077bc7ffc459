// @ts-check

import { step } from './console.mjs'
import { ensureInstalled } from './install.mjs'
import { dataDirectory, launch } from './launch.mjs'
import { tryLock } from './lock.mjs'

/**
 * Calls `main(args)` of a TypeScript module with the database of this Kith, whether it is running or not; what the
 * module's `runAdminCall(args)` has to say is printed without one.
 */
const [entry = '', ...args] = process.argv.slice(2)

launch(`${entry} cannot run`, async ({ onStop, stop, load }) => {
  const { release } = tryLock(dataDirectory())
  if (release) onStop(release)
  await ensureInstalled()
  Object.assign(process.env, { NODE_ENV: 'production' })
  const { main, runAdminCall } = await load(entry)
  const answer = runAdminCall?.(args)
  if (answer !== undefined) {
    console.log(answer)
    return stop(0)
  }
  const { openScriptDatabase } = await load('server/script-database.ts')
  await openScriptDatabase({ step, onStop, isShared: !release })
  await main(args)
  await stop(0)
})
