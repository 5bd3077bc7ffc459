import 'server-only'
import { reservedDatabase } from '@/db/client'
import { ping } from '@/db/queries/health'
import { EMBEDDED_BROKER, type EmbeddedBroker } from '@/lib/broker/broker'
import { env } from '@/lib/env'
import { findSingleton } from '@/lib/singletons'
import { version } from '@/package.json'

export interface Health {
  status: 'ok' | 'down'
  database: 'up' | 'down'
  realtime: { broker: 'embedded'; sockets?: number } | { broker: 'external' } | { broker: 'none' }
  version: string
}

/**
 * Returns the health of the process. Only a lost database makes it unhealthy: without realtime, tabs poll. The number
 * of open sockets is for the operator only.
 */
export async function health({ isOperator }: { isOperator: boolean }): Promise<Health> {
  const up = await ping(reservedDatabase())
  return { status: up ? 'ok' : 'down', database: up ? 'up' : 'down', realtime: realtime(isOperator), version }
}

function realtime(isOperator: boolean): Health['realtime'] {
  if (env().externalBroker) return { broker: 'external' }
  const server = findSingleton<EmbeddedBroker>(EMBEDDED_BROKER)
  if (!server) return { broker: 'none' }
  return { broker: 'embedded', ...(isOperator ? { sockets: server.connectionCount() } : {}) }
}
