import { mount } from '@/lib/http/next-adapter'
import { postRealtimeWebhook } from '@/lib/presence/endpoints'

export const POST = mount(postRealtimeWebhook)
