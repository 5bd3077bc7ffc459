import { mount } from '@/lib/http/next-adapter'
import { listNotificationsEndpoint } from '@/lib/notifications/endpoints'

export const GET = mount(listNotificationsEndpoint)
