import { getMe } from '@/lib/accounts/endpoints'
import { patchMe } from '@/lib/accounts/endpoints-profile'
import { mount } from '@/lib/http/next-adapter'

export const GET = mount(getMe)
export const PATCH = mount(patchMe)
