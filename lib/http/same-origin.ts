import 'server-only'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import type { EndpointRequest } from './endpoint'

/**
 * Throws 403 for a write that another site made the browser send (CSRF). A request with neither Origin nor Sec-Fetch-
 * Site does not come from a browser, so its cookie was sent deliberately.
 */
export function assertSameOrigin({ header }: Pick<EndpointRequest, 'header'>) {
  const origin = header('origin')
  const site = header('sec-fetch-site')
  if (origin === undefined && site === undefined) return
  if (site === 'same-origin') return
  if (origin !== undefined && isOwnOrigin(origin, header('host'))) return
  throw new AppError('forbidden', 'cross_site', 'This request came from another site.')
}

/**
 * Whether pages of this server have that origin: the public address, or the host of the request when that is another
 * name of this machine. False for the origin "null", also when the request names no host.
 */
export function isOwnOrigin(origin: string, host: string | undefined): boolean {
  const url = env().KITH_URL
  if (origin === url || host === new URL(url).host) return origin === url // The scheme is known there too.
  return URL.canParse(origin) && new URL(origin).host === host
}
