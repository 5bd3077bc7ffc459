import { mount } from '@/lib/boundary/next'
import { getFriends } from '@/lib/friends/endpoints'

export const GET = mount(getFriends)
