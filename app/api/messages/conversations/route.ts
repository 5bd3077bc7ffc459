import { listConversationsEndpoint, openConversationEndpoint } from '@/lib/conversations/endpoints'
import { mount } from '@/lib/http/next-adapter'

export const GET = mount(listConversationsEndpoint)
export const POST = mount(openConversationEndpoint)
