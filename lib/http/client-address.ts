import 'server-only'
import { isIPv4, isIPv6 } from 'node:net'
import { env } from '@/lib/env'
import { findSingleton } from '@/lib/singletons'

/** Set by server/index.ts on every request, over whatever the client sent. */
export const ADDRESS_HEADER = 'x-kith-address'
/** Set in the same place on a request from this machine itself that no proxy has passed on, and on no other. */
export const LOCAL_HEADER = 'x-kith-local'

/**
 * The client's address for limits. Behind our own server it is the one the server vouches for; under plain `next start`
 * it is what the outermost trusted proxy wrote, and one for all when no proxy is trusted. An IPv6 network counts as one
 * address: its owner has 2^64 of them.
 */
export function requestAddress(header: (name: string) => string | undefined): string {
  const trusted = env().KITH_TRUSTED_PROXIES
  const forwarded = trusted > 0 ? forwardedFor(header('x-forwarded-for'), trusted) : undefined
  return networkOf((findSingleton<boolean>('front') ? header(ADDRESS_HEADER) : forwarded) ?? 'unknown')
}

/** The address, or the /64 network of an IPv6 one. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? []
  const groups = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const zeros = tail === undefined ? 0 : 8 - groups.length - after.length
  return `${[...groups, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after].slice(0, 4).join(':')}::/64`
}

/**
 * The address that the outermost of `trusted` proxies wrote, counted from the right. Nothing when that is none, such as
 * `unknown` or an obfuscated name: what stands further left is a claim of the client.
 */
export function forwardedFor(value: string | undefined, trusted: number): string | undefined {
  const entries = value?.split(',').flatMap((entry) => entry.trim() || []) ?? [] // RFC 9110 ignores empty elements.
  return parseAddress(entries.at(-Math.min(trusted, entries.length)) ?? '')
}

/** `address`, `address:port`, `[address]` or `[address]:port`, each also in quotes. */
const NODE = /^("?)(?:\[(?<bracketed>[^\]]+)\](?::\d*)?|(?<plain>[^":[\]]+)(?::\d*)?|(?<bare>[^"[\]]+))\1$/

/** An address as proxies write it, in its one spelling and without port and zone; undefined when it is none. */
export function parseAddress(written: string): string | undefined {
  const { bracketed, plain, bare } = NODE.exec(written.trim())?.groups ?? {}
  const address = (bracketed ?? plain ?? bare ?? '').trim().replace(/%.*$/, '')
  if (isIPv4(address)) return address
  const withoutPort = isIPv6(address) ? address : address.replace(/:\d{1,5}$/, '') // Eight groups and a ninth.
  return isIPv6(withoutPort) ? canonicalIPv6(withoutPort) : undefined
}

/** One address can be written in many ways, and a socket that listens on both families shows IPv4 ones as IPv6. */
function canonicalIPv6(address: string): string {
  const short = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(short) ?? []
  if (high === undefined || low === undefined) return short
  return [high, low].flatMap((part) => [Number.parseInt(part, 16) >> 8, Number.parseInt(part, 16) & 255]).join('.')
}
