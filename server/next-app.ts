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
  /** The Content-Security-Policy of everything but the API, whose answers have their own. */
  policy: string
}

/** Next's part of the house: every page and every route that is not served ahead of it. */
export async function startNextApp({ dev, port, host, policy }: Settings, onStop: OnStop) {
  // Next would listen for upgrades on the real server and leave sockets it does not know hanging: give it a mute one.
  const mute = new Server()
  const app = next({ dev, dir: process.cwd(), port, hostname: host, httpServer: mute, quiet: !dev })
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
    /** True in development, where Next's own socket brings the hot reload. */
    handleUpgrade: (...upgrade: Parameters<ReturnType<typeof app.getUpgradeHandler>>) =>
      dev && mute.emit('upgrade', ...upgrade),
  }
}
