import { mount } from '@/lib/http/next-adapter'
import { getProfile } from '@/lib/people/endpoints'

export const GET = mount(getProfile)
