import { mount } from '@/lib/http/next-adapter'
import { onlineFriendsEndpoint } from '@/lib/presence/endpoints'

export const GET = mount(onlineFriendsEndpoint)
