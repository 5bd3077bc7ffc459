import { mount } from '@/lib/http/next-adapter'
import { authorizeChannelEndpoint } from '@/lib/realtime/endpoints'

export const POST = mount(authorizeChannelEndpoint)
