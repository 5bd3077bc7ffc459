import { resetPasswordEndpoint } from '@/lib/accounts/endpoints'
import { mount } from '@/lib/http/next-adapter'

export const POST = mount(resetPasswordEndpoint)
