import 'server-only'
import { isOwnOrigin } from '@/lib/boundary/origin'
import { env } from '@/lib/env'
import { startHousekeeping } from '@/lib/housekeeping/service'
import { log } from '@/lib/log'
import { startIndexing } from '@/lib/messages/service-index'
import { hearOccupancy, startPresence } from '@/lib/presence/service'
import { EMBEDDED } from '@/lib/realtime/broker'
import { provide } from '@/lib/singletons'
import { vouchedAddress } from './addresses'
import { contentPolicy } from './content-policy'
import { assertDatabaseUsable, openDatabase } from './database'
import { logForeignLines } from './foreign-lines'
import { createFront } from './front'
import { isHostError, type OnStop, type Step } from './host'
import { createHotRoutes } from './hot-routes'
import { assertFree, finishing, listen } from './listening'
import { openPages } from './pages'
import { createRealtimeServer } from './realtime/server'
import { openSecrets } from './secrets'

/** What to tell the host about an error that is theirs to mend. */
export const sentenceOf = (error: unknown) => (isHostError(error) ? error.message : undefined)

type Start = {
  dev: boolean
  step: Step
  onStop: OnStop
  /** Called when the process can go on no longer. */
  fail: (error: unknown) => void
  /** Builds the pages when that is needed; runs beside the start of the database. */
  build: () => Promise<void>
}

/** Starts everything in order and resolves with the public URL once it is served. */
export async function serve({ dev, step, onStop, fail, build }: Start): Promise<string> {
  const { PORT: port, HOST: host, KITH_TRUSTED_PROXIES: trustedProxies, KITH_URL: url } = env()
  await assertFree({ port, host })
  const password = openSecrets()
  await assertDatabaseUsable()
  await Promise.all([build(), openDatabase({ password, step, onStop, onLost: fail })])
  provide('front', true)
  const realtime = openRealtime()
  const policy = contentPolicy(env(), { dev })
  const pages = await step('pages ready', () => openPages({ dev, port, host, policy }, onStop))
  const hotRoutes = createHotRoutes()
  const front = createFront({
    url,
    trustedProxies,
    handlers: [hotRoutes, ...(realtime ? [realtime.handleRequest.bind(realtime)] : []), pages.handle],
    upgradeHandlers: [...(realtime ? [realtime.handleUpgrade.bind(realtime)] : []), pages.handleUpgrade],
  })
  const { finish, cut } = finishing(front)
  const stopHousekeeping = startHousekeeping()
  const stopIndexing = startIndexing()
  realtime?.onOccupancy(hearOccupancy)
  const stopPresence = startPresence({ embedded: realtime !== undefined })
  onStop(async () => {
    stopHousekeeping()
    await finish()
    await realtime?.close()
    cut()
    await stopPresence()
    await stopIndexing()
  })
  await listen(front, { port, host })
  if (!dev) {
    logForeignLines(onStop)
    process.once('uncaughtException', fail) // Node itself would print it as it is.
  }
  return url
}

/** With the pong's 30 s, the sweeps between and the grace, somebody whose cable was pulled is offline within 150 s. */
const ACTIVITY_TIMEOUT_SECONDS = 100

function openRealtime() {
  const { externalBroker, PUSHER_APP_ID, PUSHER_APP_KEY, PUSHER_APP_SECRET, KITH_LIMITS } = env()
  if (externalBroker) return
  const { socketsPerUser, socketsPerAddress } = KITH_LIMITS
  return provide(
    EMBEDDED,
    createRealtimeServer({
      appId: PUSHER_APP_ID ?? '',
      key: PUSHER_APP_KEY ?? '',
      secret: PUSHER_APP_SECRET ?? '',
      activityTimeoutSeconds: ACTIVITY_TIMEOUT_SECONDS,
      socketsPerUser,
      socketsPerAddress,
      addressOf: vouchedAddress,
      isWelcome: ({ headers: { origin, host } }) => origin === undefined || isOwnOrigin(origin, host),
      log: (line, facts) => log.warn(line, undefined, { ...facts }),
    }),
  )
}
