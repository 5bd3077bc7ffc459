import { healthEndpoint } from '@/lib/health/endpoints'
import { mount } from '@/lib/http/next-adapter'

export const GET = mount(healthEndpoint)
