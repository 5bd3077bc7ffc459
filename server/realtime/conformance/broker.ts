import { inject } from 'vitest'
import { startServer, TEST_APP } from '@/server/realtime/testing/server'

export interface BrokerAddress {
  readonly host: string
  readonly port: number
  readonly appId: string
  readonly key: string
  readonly secret: string
  /** The loopback port to which this broker sends its webhooks. */
  readonly webhookPort: number
}

declare module 'vitest' {
  interface ProvidedContext {
    /** If absent, the embedded server is tested. */
    soketi: BrokerAddress | undefined
  }
}

export interface Broker extends BrokerAddress {
  stop(): Promise<void>
}

/** Returns the broker under test: starts an embedded one, or returns the shared Soketi that runs already. */
export async function startBroker(webhookUrl?: string): Promise<Broker> {
  const soketi = inject('soketi')
  if (soketi) return { ...soketi, stop: async () => {} }
  const server = await startServer(webhookUrl === undefined ? {} : { webhookUrl })
  return { ...TEST_APP, host: '127.0.0.1', port: server.port, webhookPort: 0, stop: server.stop }
}

/** Returns the port for the webhooks of a test: any (0) with the embedded server, a fixed one with Soketi. */
export function webhookPort(): number {
  return inject('soketi')?.webhookPort ?? 0
}
