import 'server-only'
import { reservedDatabase } from '@/db/client'
import { addToWindows } from '@/db/queries/rate-limits'
import { processCount } from '@/lib/processes/service'
import { singleton } from '@/lib/singletons'
import type { RateLimit } from './rules'
import { rateLimited } from './service'
import { WindowCounter } from './window-counter'

/**
 * Counts the limits of frequent actions, such as sending, in the memory of this process; other processes are considered
 * as WindowCounter describes. For windows of up to a minute, because a restart may forget them.
 */
export const frequentLimits = (): WindowCounter =>
  singleton('frequent limits', () => {
    const counter = new WindowCounter({
      settle: (deltas) => addToWindows(reservedDatabase(), deltas),
      processCount,
      now: () => performance.now(),
    })
    counter.start()
    return counter
  })

/** Consumes one attempt of each frequent limit; throws `rate_limited` with the seconds to wait. */
export async function consumeFrequent(limits: readonly RateLimit[]): Promise<void> {
  const seconds = await frequentLimits().tryConsume(limits)
  if (seconds > 0) throw rateLimited(seconds)
}
