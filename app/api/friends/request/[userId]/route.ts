import { requestFriendshipEndpoint } from '@/lib/friends/endpoints'
import { mount } from '@/lib/http/next-adapter'

export const POST = mount(requestFriendshipEndpoint)
