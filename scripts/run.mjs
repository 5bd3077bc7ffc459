// @ts-check
import { ensureInstalled } from './install.mjs'
import { dataDirectory, launch } from './launch.mjs'
import { tryLock } from './lock.mjs'
import { step } from './steps.mjs'

/** Calls `main(args)` of a TypeScript module with the database of this Kith, whether it is running or not. */
const [entry = '', ...args] = process.argv.slice(2)

launch(`${entry} cannot run`, async ({ onStop, stop, load }) => {
  const { release } = tryLock(dataDirectory())
  if (release) onStop(release)
  await ensureInstalled()
  Object.assign(process.env, { NODE_ENV: 'production' })
  const { openForScript } = await load('server/script.ts')
  await openForScript({ step, onStop, isShared: !release })
  const { main } = await load(entry)
  await main(args)
  await stop(0)
})
