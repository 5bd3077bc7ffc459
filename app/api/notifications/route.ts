import { mount } from '@/lib/boundary/next'
import { getNotifications } from '@/lib/notifications/endpoints'

export const GET = mount(getNotifications)
