import { getMe } from '@/lib/accounts/endpoints'
import { patchMe } from '@/lib/accounts/endpoints-settings'
import { mount } from '@/lib/boundary/next'

export const GET = mount(getMe)
export const PATCH = mount(patchMe)
