import { mount } from '@/lib/http/next-adapter'
import { reactEndpoint } from '@/lib/messages/endpoints'

export const POST = mount(reactEndpoint)
