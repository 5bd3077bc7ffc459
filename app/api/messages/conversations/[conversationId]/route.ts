import { getConversationEndpoint } from '@/lib/conversations/endpoints'
import { mount } from '@/lib/http/next-adapter'

export const GET = mount(getConversationEndpoint)
