import { endOtherSessionsEndpoint, listSessionsEndpoint } from '@/lib/auth/endpoints'
import { mount } from '@/lib/http/next-adapter'

export const GET = mount(listSessionsEndpoint)
export const DELETE = mount(endOtherSessionsEndpoint)
