import { meEndpoint } from '@/lib/accounts/endpoints'
import { changeProfileEndpoint } from '@/lib/accounts/endpoints-profile'
import { mount } from '@/lib/http/next-adapter'

export const GET = mount(meEndpoint)
export const PATCH = mount(changeProfileEndpoint)
