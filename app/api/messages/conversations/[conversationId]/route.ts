import { mount } from '@/lib/boundary/next'
import { getConversation } from '@/lib/messages/endpoints'

export const GET = mount(getConversation)
