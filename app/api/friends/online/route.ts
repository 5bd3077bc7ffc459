import { mount } from '@/lib/boundary/next'
import { getOnlineFriends } from '@/lib/presence/endpoints'

export const GET = mount(getOnlineFriends)
