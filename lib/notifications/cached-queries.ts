import { defineQuery } from '@/lib/events/define-query'
import type { Pages } from '@/lib/pages'
import { reduceNotifications } from './reducers'
import type { Notification } from './schema'

export const notifications = defineQuery<Pages<Notification>>()('notifications', reduceNotifications)
