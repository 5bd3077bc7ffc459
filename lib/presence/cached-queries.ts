import { defineQuery } from '@/lib/events/define-query'
import { type OnlineState, reduceOnline } from './reducers'

/** Also changed by `presence` events, which are not part of the log. */
export const online = defineQuery<OnlineState>()('online', reduceOnline)
