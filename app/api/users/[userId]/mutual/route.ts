import { mount } from '@/lib/http/next-adapter'
import { mutualFriendsEndpoint } from '@/lib/people/endpoints'

export const GET = mount(mutualFriendsEndpoint)
