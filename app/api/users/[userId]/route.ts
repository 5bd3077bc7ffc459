import { mount } from '@/lib/boundary/next'
import { getProfile } from '@/lib/friends/endpoints'

export const GET = mount(getProfile)
