import { mount } from '@/lib/boundary/next'
import { getConversations, postConversation } from '@/lib/messages/endpoints'

export const GET = mount(getConversations)
export const POST = mount(postConversation)
