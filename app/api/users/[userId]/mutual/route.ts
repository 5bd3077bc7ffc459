import { mount } from '@/lib/http/next-adapter'
import { getMutualFriends } from '@/lib/people/endpoints'

export const GET = mount(getMutualFriends)
