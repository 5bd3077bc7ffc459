import { listSuggestionsEndpoint } from '@/lib/friends/endpoints'
import { mount } from '@/lib/http/next-adapter'

export const GET = mount(listSuggestionsEndpoint)
