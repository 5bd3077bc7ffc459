import { changePasswordEndpoint } from '@/lib/accounts/endpoints-profile'
import { mount } from '@/lib/http/next-adapter'

export const POST = mount(changePasswordEndpoint)
