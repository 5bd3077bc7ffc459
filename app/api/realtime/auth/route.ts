import { mount } from '@/lib/http/next-adapter'
import { postChannelAuth } from '@/lib/realtime/endpoints'

export const POST = mount(postChannelAuth)
