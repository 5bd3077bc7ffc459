import { mount } from '@/lib/http/next-adapter'
import { readNotificationsEndpoint } from '@/lib/notifications/endpoints'

export const POST = mount(readNotificationsEndpoint)
