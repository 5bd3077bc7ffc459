import 'server-only'
import { EMBEDDED_BROKER } from '@/lib/broker/broker'
import { env } from '@/lib/env'
import { startHousekeeping } from '@/lib/housekeeping/service'
import { isOwnOrigin } from '@/lib/http/same-origin'
import { log } from '@/lib/log'
import { handleOccupancy, startPresence } from '@/lib/presence/service'
import { startHeartbeat } from '@/lib/processes/service'
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
import { type OnStop, operatorErrorMessage, type Step } from './operator-errors'
import { createRealtimeServer } from './realtime/server'
import { loadSecrets } from './secrets'

/** Read by `launch`, which prints this message without a stack. */
export const errorMessage = operatorErrorMessage

type Start = {
  dev: boolean
  step: Step
  onStop: OnStop
  /** Called with an error after which the process must end. */
  fail: (error: unknown) => void
  /** Builds the pages if needed; runs while the database starts. */
  build: () => Promise<void>
}

/** Starts all parts of the server in order and resolves with the public URL when the server listens. */
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
  const server = createHttpServer({
    url,
    trustedProxies,
    handlers: [hotRoutes, ...(realtime ? [realtime.handleRequest.bind(realtime)] : []), pages.handle],
    upgradeHandlers: [...(realtime ? [realtime.handleUpgrade.bind(realtime)] : []), pages.handleUpgrade],
  })
  const { finish, cut } = closeGracefully(server)
  const stopHeartbeat = await startHeartbeat()
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
    await stopHeartbeat()
  })
  await listen(server, { port, host })
  if (!dev) {
    captureConsole(onStop)
    process.once('uncaughtException', fail) // Node would print the error unescaped.
  }
  return url
}

/** With the pong timeout of 30 s, the sweeps and the grace period, a disconnected user is offline within 150 s. */
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
      isOriginAllowed: ({ headers: { origin, host } }) => origin === undefined || isOwnOrigin(origin, host),
      log: (line, facts) => log.warn(line, undefined, { ...facts }),
    }),
  )
}
