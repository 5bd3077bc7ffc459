import 'server-only'
import { Server } from 'node:http'
import next from 'next'
import { log } from '@/lib/log'
import { sendError } from './error-responses'
import { rewriteBrokenForms, rewriteMethodNotAllowed } from './next-error-responses'
import type { OnStop } from './operator-errors'
import { createRenderLimit } from './render-limit'

const BELOW_API = /^\/api(?:[/?]|$)/
/** POST is a server action. */
const PAGE_METHODS = ['GET', 'HEAD', 'POST', 'OPTIONS']

interface Settings {
  dev: boolean
  port: number
  host: string
  /** The Content-Security-Policy of everything except the API, whose responses have their own. */
  policy: string
}

/** Starts Next, which serves every page and every route that no earlier handler serves. */
export async function startNextApp({ dev, port, host, policy }: Settings, onStop: OnStop) {
  // On the real server Next would listen for upgrades and never close the sockets it does not know. It gets a server
  // that does not listen.
  const unusedServer = new Server()
  const app = next({ dev, dir: process.cwd(), port, hostname: host, httpServer: unusedServer, quiet: !dev })
  onStop(() => app.close())
  await app.prepare()
  const handle = app.getRequestHandler()
  const limitRendering = createRenderLimit()
  return {
    handle(request: Parameters<typeof handle>[0], response: Parameters<typeof handle>[1]) {
      const isPage = !BELOW_API.test(request.url ?? '')
      if (isPage && !PAGE_METHODS.includes(request.method ?? '')) {
        sendError(response, 405, { Allow: PAGE_METHODS.join(', ') })
        return true
      }
      if (isPage) response.setHeader('Content-Security-Policy', policy)
      rewriteMethodNotAllowed(request, response)
      rewriteBrokenForms(request, response)
      limitRendering(request, response, () => handle(request, response)).catch((error: unknown) => {
        log.error('a page failed', error)
        sendError(response, 500)
      })
      return true
    },
    /** Passes the upgrade to Next in development, where its socket serves hot reload; returns false in production. */
    handleUpgrade: (...upgrade: Parameters<ReturnType<typeof app.getUpgradeHandler>>) =>
      dev && unusedServer.emit('upgrade', ...upgrade),
  }
}
