import { mount } from '@/lib/boundary/next'
import { postFriendRequest } from '@/lib/friends/endpoints'

export const POST = mount(postFriendRequest)
