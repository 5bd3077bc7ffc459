import 'server-only'
import { limitConcurrency } from '@/lib/concurrency'
import { singleton } from '@/lib/singletons'

/** Half of the connections of `database()`. */
const MAX_CHANGES = 3
/** Half of the connections of `reservedDatabase()`; sends and reads use the others. */
const MAX_RECEIPTS = 2

const changes = () => singleton('change concurrency', () => limitConcurrency({ max: MAX_CHANGES, maxPerKey: 1 }))
const receipts = () => singleton('receipt concurrency', () => limitConcurrency({ max: MAX_RECEIPTS, maxPerKey: 1 }))

/** Runs changes in one conversation one at a time: they queue here, without holding a connection. */
export const serializeChange = <T>(conversationId: string, change: () => Promise<T>) =>
  changes().run(conversationId, change)

/** As `serializeChange`, for read and delivery receipts, which use the reserved connections. */
export const serializeReceipt = <T>(conversationId: string, receipt: () => Promise<T>) =>
  receipts().run(conversationId, receipt)
