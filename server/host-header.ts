import 'server-only'
import type { IncomingMessage } from 'node:http'

interface Place {
  /** The public address. */
  url: string
  trustedProxies: number
}

/** A name, an IPv4 address or an IPv6 address in brackets, with or without a port. */
const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i

/** False for a request that names no host, two or a broken one; behind a trusted proxy what it names decides nothing. */
export function hasOneHost({ httpVersion, rawHeaders, headers }: IncomingMessage, trustedProxies: number): boolean {
  const named = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length
  if (named > 1) return false
  if (trustedProxies > 0) return true
  return named === 0 ? httpVersion === '1.0' : HOST.test(headers.host ?? '')
}

/**
 * Replaces the host that a proxy passed by the public one, so that everything behind compares and builds addresses with
 * that. Without a trusted proxy somebody may use this machine's own names too, and the host stays as it was asked for,
 * unless the page that asks was itself loaded from the public address.
 */
export function normalizeHostHeader({ headers }: IncomingMessage, { url, trustedProxies }: Place) {
  const { host, origin, protocol } = new URL(url)
  if (trustedProxies === 0 && headers.host && headers.origin !== origin) return
  headers.host = host
  headers['x-forwarded-host'] = host
  headers['x-forwarded-proto'] = protocol.slice(0, -1)
  delete headers['x-forwarded-port']
}
