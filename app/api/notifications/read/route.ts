import { mount } from '@/lib/boundary/next'
import { postNotificationsRead } from '@/lib/notifications/endpoints'

export const POST = mount(postNotificationsRead)
