import { dismissSuggestionEndpoint } from '@/lib/friends/endpoints'
import { mount } from '@/lib/http/next-adapter'

export const POST = mount(dismissSuggestionEndpoint)
