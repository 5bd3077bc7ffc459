import { mount } from '@/lib/boundary/next'
import { postRealtimeWebhook } from '@/lib/presence/endpoints'

export const POST = mount(postRealtimeWebhook)
