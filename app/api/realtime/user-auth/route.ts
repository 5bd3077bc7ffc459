import { mount } from '@/lib/http/next-adapter'
import { authenticateUserEndpoint } from '@/lib/realtime/endpoints'

export const POST = mount(authenticateUserEndpoint)
