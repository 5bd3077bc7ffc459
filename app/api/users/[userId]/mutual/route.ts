import { mount } from '@/lib/boundary/next'
import { getMutualFriends } from '@/lib/friends/endpoints'

export const GET = mount(getMutualFriends)
