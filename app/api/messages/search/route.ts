import { mount } from '@/lib/http/next-adapter'
import { searchMessagesEndpoint } from '@/lib/search/endpoints'

export const GET = mount(searchMessagesEndpoint)
