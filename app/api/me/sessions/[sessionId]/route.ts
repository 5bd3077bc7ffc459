import { endSessionEndpoint } from '@/lib/auth/endpoints'
import { mount } from '@/lib/http/next-adapter'

export const DELETE = mount(endSessionEndpoint)
