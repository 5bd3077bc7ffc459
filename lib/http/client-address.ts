import 'server-only'
import { isIPv4, isIPv6 } from 'node:net'
import { env } from '@/lib/env'
import { findSingleton } from '@/lib/singletons'

/** Header that the HTTP server sets on every request, replacing what the client sent. */
export const ADDRESS_HEADER = 'x-kith-address'
/** Header that the HTTP server sets only on requests from this machine that came through no proxy. */
export const LOCAL_HEADER = 'x-kith-local'

/**
 * Returns the client's address for rate limits. Behind our own server it is the one that the server has set; under
 * plain `next start` it is what the outermost trusted proxy wrote, or the same for everybody without a trusted proxy. A
 * /64 network of IPv6 counts as one address, because one customer has 2^64 of them.
 */
export function requestAddress(header: (name: string) => string | undefined): string {
  const trusted = env().KITH_TRUSTED_PROXIES
  const forwarded = trusted > 0 ? forwardedFor(header('x-forwarded-for'), trusted) : undefined
  return networkOf((findSingleton<boolean>('front') ? header(ADDRESS_HEADER) : forwarded) ?? 'unknown')
}

/** Returns an IPv4 address unchanged and an IPv6 address as its /64 network. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? []
  const groups = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const zeros = tail === undefined ? 0 : 8 - groups.length - after.length
  return `${[...groups, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after].slice(0, 4).join(':')}::/64`
}

/**
 * Returns the address that the outermost of `trusted` proxies wrote, counted from the right (RFC 7239 calls these
 * nodes). Undefined when it is not an address, such as `unknown` or an obfuscated name; entries further left may be
 * forged by the client.
 */
export function forwardedFor(value: string | undefined, trusted: number): string | undefined {
  const entries = value?.split(',').flatMap((entry) => entry.trim() || []) ?? [] // RFC 9110: empty elements are ignored.
  return parseAddress(entries.at(-Math.min(trusted, entries.length)) ?? '')
}

/** Matches `address`, `address:port`, `[address]` and `[address]:port`, each also in quotes. */
const NODE = /^("?)(?:\[(?<bracketed>[^\]]+)\](?::\d*)?|(?<plain>[^":[\]]+)(?::\d*)?|(?<bare>[^"[\]]+))\1$/

/** Parses an address as proxies write it. Returns its canonical form without port and zone, or undefined. */
export function parseAddress(written: string): string | undefined {
  const { bracketed, plain, bare } = NODE.exec(written.trim())?.groups ?? {}
  const address = (bracketed ?? plain ?? bare ?? '').trim().replace(/%.*$/, '')
  if (isIPv4(address)) return address
  const withoutPort = isIPv6(address) ? address : address.replace(/:\d{1,5}$/, '') // Eight groups and a port.
  return isIPv6(withoutPort) ? canonicalIPv6(withoutPort) : undefined
}

/** Returns the canonical spelling. Sockets that listen on both families report IPv4 addresses as mapped IPv6 ones. */
function canonicalIPv6(address: string): string {
  const short = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(short) ?? []
  if (high === undefined || low === undefined) return short
  return [high, low].flatMap((part) => [Number.parseInt(part, 16) >> 8, Number.parseInt(part, 16) & 255]).join('.')
}
