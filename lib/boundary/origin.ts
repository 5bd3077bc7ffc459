import 'server-only'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import type { Incoming } from './endpoint'

/**
 * Refuses a write that another site made the browser send. A request with neither Origin nor Sec-Fetch-Site comes from
 * no browser and carries its cookie on purpose.
 */
export function assertSameSite({ header }: Pick<Incoming, 'header'>) {
  const origin = header('origin')
  const site = header('sec-fetch-site')
  if (origin === undefined && site === undefined) return
  if (site === 'same-origin') return
  if (origin !== undefined && (origin === env().KITH_URL || isHost(origin, header('host')))) return
  throw new AppError('forbidden', 'cross_site', 'This request came from another site.')
}

/** False for the origin "null", also when the request names no host. */
const isHost = (origin: string, host: string | undefined) => URL.canParse(origin) && new URL(origin).host === host
