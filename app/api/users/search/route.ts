import { mount } from '@/lib/http/next-adapter'
import { searchPeopleEndpoint } from '@/lib/people/endpoints'

export const GET = mount(searchPeopleEndpoint)
