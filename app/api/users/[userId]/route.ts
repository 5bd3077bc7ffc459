import { mount } from '@/lib/http/next-adapter'
import { profileEndpoint } from '@/lib/people/endpoints'

export const GET = mount(profileEndpoint)
