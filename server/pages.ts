import 'server-only'
import { Server } from 'node:http'
import next from 'next'
import { log } from '@/lib/log'
import { refuse } from './front'
import type { OnStop } from './host'
import { createRenderLimit } from './render-limit'

/** Next's part of the house: every page and every route that is not served ahead of it. */
export async function openPages(dev: boolean, { port, host }: { port: number; host: string }, onStop: OnStop) {
  // Next would listen for upgrades on the real server and leave sockets it does not know hanging: give it a mute one.
  const mute = new Server()
  const app = next({ dev, dir: process.cwd(), port, hostname: host, httpServer: mute, quiet: !dev })
  onStop(() => app.close())
  await app.prepare()
  const handle = app.getRequestHandler()
  const limitRendering = createRenderLimit()
  return {
    handle(request: Parameters<typeof handle>[0], response: Parameters<typeof handle>[1]) {
      limitRendering(request, response, () => handle(request, response)).catch((error: unknown) => {
        log.error('a page failed', error)
        refuse(response, 500)
      })
      return true
    },
    /** True in development, where Next's own socket brings the hot reload. */
    handleUpgrade: (...upgrade: Parameters<ReturnType<typeof app.getUpgradeHandler>>) =>
      dev && mute.emit('upgrade', ...upgrade),
  }
}
