import { unfriendEndpoint } from '@/lib/friends/endpoints'
import { mount } from '@/lib/http/next-adapter'

export const DELETE = mount(unfriendEndpoint)
