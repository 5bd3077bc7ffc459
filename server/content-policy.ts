import 'server-only'
import type { Env } from '@/lib/env'

type Broker = Pick<Env, 'PUSHER_HOST' | 'PUSHER_PORT' | 'PUSHER_CLUSTER' | 'brokerTls'>

/**
 * Returns the Content-Security-Policy of pages. Next writes inline scripts, and allowing them by a nonce would make
 * every page different for each visit, so inline scripts are allowed. The rest is strict: no other origin except the
 * socket of an external broker, no scripts in attributes, no eval, no frames. Built when the server starts, because the
 * broker is not known at build time.
 */
export function contentPolicy(broker: Broker, { dev }: { dev: boolean }): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'unsafe-inline'${dev ? " 'unsafe-eval'" : ''}`,
    "script-src-attr 'none'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    ['connect-src', "'self'", ...brokerOrigins(broker)].join(' '),
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Returns the socket origins that pusher-js connects to; it prefers a host to a cluster. */
function brokerOrigins({ PUSHER_HOST: host, PUSHER_PORT: port, PUSHER_CLUSTER: cluster, brokerTls }: Broker) {
  if (host) return [`${brokerTls ? 'wss' : 'ws'}://${host}:${port ?? (brokerTls ? 443 : 80)}`]
  return cluster ? [`wss://ws-${cluster}.pusher.com`] : []
}
