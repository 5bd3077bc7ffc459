import { mount } from '@/lib/http/next-adapter'
import { postNotificationsRead } from '@/lib/notifications/endpoints'

export const POST = mount(postNotificationsRead)
