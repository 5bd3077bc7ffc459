import { mount } from '@/lib/http/next-adapter'
import { getNotifications } from '@/lib/notifications/endpoints'

export const GET = mount(getNotifications)
