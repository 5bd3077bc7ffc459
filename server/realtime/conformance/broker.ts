import { inject } from 'vitest'
import { APP, startServer } from '@/server/realtime/test-server'

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
    /** Absent: the embedded server is tested. */
    soketi: BrokerAddress | undefined
  }
}

export interface Broker extends BrokerAddress {
  stop(): Promise<void>
}

/** The broker under test. The embedded one is started for the caller, Soketi runs already and is shared. */
export async function startBroker(webhookUrl?: string): Promise<Broker> {
  const soketi = inject('soketi')
  if (soketi) return { ...soketi, stop: async () => {} }
  const server = await startServer(webhookUrl === undefined ? {} : { webhookUrl })
  return { ...APP, host: '127.0.0.1', port: server.port, webhookPort: 0, stop: server.stop }
}

/** Where the test has to listen for webhooks: any port for the embedded server, the agreed one for Soketi. */
export function webhookPort(): number {
  return inject('soketi')?.webhookPort ?? 0
}
