import 'server-only'
import type { Env } from '@/lib/env'

type Broker = Pick<Env, 'PUSHER_HOST' | 'PUSHER_PORT' | 'PUSHER_CLUSTER' | 'brokerTls'>

/**
 * The Content-Security-Policy of pages. Next writes scripts into its pages, and allowing those by a nonce would make
 * every page a new one for each visit. What can be had without: nothing from elsewhere but the sockets of a broker
 * there, no script in an attribute, none made of text, no frames. Made when the server starts, since a build knows no
 * broker.
 */
export function contentPolicy(broker: Broker, { dev }: { dev: boolean }): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'unsafe-inline'${dev ? " 'unsafe-eval'" : ''}`,
    "script-src-attr 'none'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    ['connect-src', "'self'", ...socketsElsewhere(broker)].join(' '),
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Where pusher-js connects to, which takes a host before a cluster. */
function socketsElsewhere({ PUSHER_HOST: host, PUSHER_PORT: port, PUSHER_CLUSTER: cluster, brokerTls }: Broker) {
  if (host) return [`${brokerTls ? 'wss' : 'ws'}://${host}:${port ?? (brokerTls ? 443 : 80)}`]
  return cluster ? [`wss://ws-${cluster}.pusher.com`] : []
}
