import { markDeliveredEndpoint } from '@/lib/conversations/endpoints'
import { mount } from '@/lib/http/next-adapter'

export const POST = mount(markDeliveredEndpoint)
