import { mount } from '@/lib/http/next-adapter'
import { getOnlineFriends } from '@/lib/presence/endpoints'

export const GET = mount(getOnlineFriends)
