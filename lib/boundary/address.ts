import 'server-only'
import { isIPv6 } from 'node:net'
import { env } from '@/lib/env'
import { provided } from '@/lib/singletons'

/** Set by server/index.ts on every request, over whatever the client sent. */
export const ADDRESS_HEADER = 'x-kith-address'

/**
 * The client's address for limits. Behind our own server it is the one the server vouches for; under plain `next start`
 * it is what the outermost trusted proxy wrote, and one for all when no proxy is trusted. An IPv6 network counts as one
 * address: its owner has 2^64 of them.
 */
export function addressFrom(header: (name: string) => string | undefined): string {
  const trusted = env().KITH_TRUSTED_PROXIES
  const forwarded = trusted > 0 ? forwardedFor(header('x-forwarded-for'), trusted) : undefined
  return networkOf((provided<boolean>('front') ? header(ADDRESS_HEADER) : forwarded) ?? 'unknown')
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

/** The entry that the outermost of `trusted` proxies wrote, counted from the right. */
export function forwardedFor(value: string | undefined, trusted: number): string | undefined {
  const entries = value?.split(',').map((entry) => entry.trim()) ?? []
  return entries.at(-Math.min(trusted, entries.length)) || undefined
}
