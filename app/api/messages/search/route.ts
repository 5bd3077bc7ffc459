import { mount } from '@/lib/boundary/next'
import { getMessageSearch } from '@/lib/messages/endpoints-more'

export const GET = mount(getMessageSearch)
