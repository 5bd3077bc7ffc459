import { getMe } from '@/lib/accounts/endpoints'
import { mount } from '@/lib/boundary/next'

export const GET = mount(getMe)
