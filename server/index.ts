import 'server-only'
import { EMBEDDED_BROKER } from '@/lib/broker/broker'
import { env } from '@/lib/env'
import { startHousekeeping } from '@/lib/housekeeping/service'
import { isOwnOrigin } from '@/lib/http/same-origin'
import { log } from '@/lib/log'
import { handleOccupancy, startPresence } from '@/lib/presence/service'
import { startIndexing } from '@/lib/search-index/indexer'
import { registerSingleton } from '@/lib/singletons'
import { clientAddress } from './client-address'
import { captureConsole } from './console-log'
import { contentPolicy } from './content-policy'
import { assertDatabaseUsable, openDatabase } from './database'
import { createHotRoutes } from './hot-routes'
import { createHttpServer } from './http-server'
import { assertPortFree, closeGracefully, listen } from './listen'
import { startNextApp } from './next-app'
import { isOperatorError, type OnStop, type Step } from './operator-errors'
import { createRealtimeServer } from './realtime/server'
import { loadSecrets } from './secrets'

/** What to tell the host about an error that is theirs to mend. */
export const errorMessage = (error: unknown) => (isOperatorError(error) ? error.message : undefined)

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
  await assertPortFree({ port, host })
  const password = loadSecrets()
  await assertDatabaseUsable()
  await Promise.all([build(), openDatabase({ password, step, onStop, onLost: fail })])
  registerSingleton('front', true)
  const realtime = openRealtime()
  const policy = contentPolicy(env(), { dev })
  const pages = await step('pages ready', () => startNextApp({ dev, port, host, policy }, onStop))
  const hotRoutes = createHotRoutes()
  const front = createHttpServer({
    url,
    trustedProxies,
    handlers: [hotRoutes, ...(realtime ? [realtime.handleRequest.bind(realtime)] : []), pages.handle],
    upgradeHandlers: [...(realtime ? [realtime.handleUpgrade.bind(realtime)] : []), pages.handleUpgrade],
  })
  const { finish, cut } = closeGracefully(front)
  const stopHousekeeping = startHousekeeping()
  const stopIndexing = startIndexing()
  realtime?.onOccupancy(handleOccupancy)
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
    captureConsole(onStop)
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
  return registerSingleton(
    EMBEDDED_BROKER,
    createRealtimeServer({
      appId: PUSHER_APP_ID ?? '',
      key: PUSHER_APP_KEY ?? '',
      secret: PUSHER_APP_SECRET ?? '',
      activityTimeoutSeconds: ACTIVITY_TIMEOUT_SECONDS,
      socketsPerUser,
      socketsPerAddress,
      addressOf: clientAddress,
      isWelcome: ({ headers: { origin, host } }) => origin === undefined || isOwnOrigin(origin, host),
      log: (line, facts) => log.warn(line, undefined, { ...facts }),
    }),
  )
}
