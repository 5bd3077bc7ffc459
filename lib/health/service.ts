import 'server-only'
import { reservedDatabase } from '@/db/client'
import { ping } from '@/db/queries/health'
import { env } from '@/lib/env'
import { EMBEDDED, type EmbeddedBroker } from '@/lib/realtime/broker'
import { provided } from '@/lib/singletons'
import { version } from '@/package.json'

export interface Health {
  status: 'ok' | 'down'
  database: 'up' | 'down'
  realtime: { broker: 'embedded'; sockets: number } | { broker: 'external' } | { broker: 'none' }
  version: string
}

/** How the process is. Only a lost database makes it unfit: without realtime, tabs poll. */
export async function health(): Promise<Health> {
  const up = await ping(reservedDatabase())
  return { status: up ? 'ok' : 'down', database: up ? 'up' : 'down', realtime: realtime(), version }
}

function realtime(): Health['realtime'] {
  if (env().externalBroker) return { broker: 'external' }
  const server = provided<EmbeddedBroker>(EMBEDDED)
  return server ? { broker: 'embedded', sockets: server.connectionCount() } : { broker: 'none' }
}
