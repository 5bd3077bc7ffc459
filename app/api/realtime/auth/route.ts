import { mount } from '@/lib/boundary/next'
import { postChannelAuth } from '@/lib/realtime/endpoints'

export const POST = mount(postChannelAuth)
