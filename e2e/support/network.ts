import type { WebSocketRoute } from '@playwright/test'
import type { Person } from './people'

/**
 * Returns functions that cut a browser off the network and reconnect it. Setting a context offline neither closes routed
 * sockets nor prevents new ones, so this does.
 */
export async function network({ page, context }: Person) {
  const sockets = new Set<WebSocketRoute>()
  let isThere = true
  await page.routeWebSocket(/\/app\//, (socket) => {
    if (!isThere) return void socket.close()
    socket.connectToServer()
    sockets.add(socket)
  })
  return {
    async lose() {
      isThere = false
      await context.setOffline(true)
      await Promise.all([...sockets].map((socket) => socket.close()))
      sockets.clear()
    },
    async comeBack() {
      isThere = true
      await context.setOffline(false)
    },
  }
}
