import { mount } from '@/lib/http/next-adapter'
import { getMessageSearch } from '@/lib/search/endpoints'

export const GET = mount(getMessageSearch)
