import 'server-only'
import { env } from '@/lib/env'
import { provided } from '@/lib/singletons'

/** Set by server/index.ts on every request, over whatever the client sent. */
export const ADDRESS_HEADER = 'x-kith-address'

/**
 * The client's address for limits. Behind our own server it is the one the server vouches for; under plain `next start`
 * it is the last entry of X-Forwarded-For that a trusted proxy wrote.
 */
export function addressFrom(header: (name: string) => string | undefined): string {
  if (provided<boolean>('front')) return header(ADDRESS_HEADER) ?? 'unknown'
  return forwardedFor(header('x-forwarded-for'), Math.max(1, env().KITH_TRUSTED_PROXIES)) ?? 'unknown'
}

/** The entry that the outermost of `trusted` proxies wrote, counted from the right. */
export function forwardedFor(value: string | undefined, trusted: number): string | undefined {
  const entries = value?.split(',').map((entry) => entry.trim()) ?? []
  return entries.at(-Math.min(trusted, entries.length)) || undefined
}
