import { getConversations, postConversation } from '@/lib/conversations/endpoints'
import { mount } from '@/lib/http/next-adapter'

export const GET = mount(getConversations)
export const POST = mount(postConversation)
