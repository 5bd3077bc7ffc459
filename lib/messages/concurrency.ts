import 'server-only'
import { limitConcurrency } from '@/lib/concurrency'
import { singleton } from '@/lib/singletons'

/** Half of the general connections. */
const MAX_CHANGES = 3
/** Half of the reserved connections: sends and reads have the others. */
const MAX_RECEIPTS = 2

const changes = () => singleton('change concurrency', () => limitConcurrency({ max: MAX_CHANGES, maxPerKey: 1 }))
const receipts = () => singleton('receipt concurrency', () => limitConcurrency({ max: MAX_RECEIPTS, maxPerKey: 1 }))

/** Runs changes in one conversation one by one: they queue here, instead of each holding a connection to wait for its lock. */
export const serializeChange = <T>(conversationId: string, change: () => Promise<T>) =>
  changes().run(conversationId, change)

/** The same for read and delivery receipts, which use the reserved connections. */
export const serializeReceipt = <T>(conversationId: string, receipt: () => Promise<T>) =>
  receipts().run(conversationId, receipt)
