import 'server-only'
import type { IncomingMessage } from 'node:http'

interface HostSettings {
  /** The public URL. */
  url: string
  trustedProxies: number
}

/** A name, an IPv4 address or an IPv6 address in brackets, with or without a port. */
const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i

/**
 * Returns false for a request without a host, with two hosts or with a malformed one. Behind a trusted proxy only two
 * hosts are an error, because the value is replaced anyway.
 */
export function hasOneHost({ httpVersion, rawHeaders, headers }: IncomingMessage, trustedProxies: number): boolean {
  const count = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length
  if (count > 1) return false
  if (trustedProxies > 0) return true
  return count === 0 ? httpVersion === '1.0' : HOST.test(headers.host ?? '')
}

/**
 * Replaces the Host header by the public host behind a trusted proxy, so that all later code compares and builds URLs
 * with the public one. Without a trusted proxy a client may use other names of this machine too, so the header stays as
 * it was sent, unless the request's Origin is the public one.
 */
export function normalizeHostHeader({ headers }: IncomingMessage, { url, trustedProxies }: HostSettings) {
  const { host, origin, protocol } = new URL(url)
  if (trustedProxies === 0 && headers.host && headers.origin !== origin) return
  headers.host = host
  headers['x-forwarded-host'] = host
  headers['x-forwarded-proto'] = protocol.slice(0, -1)
  delete headers['x-forwarded-port']
}
