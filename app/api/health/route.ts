import { mount } from '@/lib/boundary/next'
import { getHealth } from '@/lib/health/endpoints'

export const GET = mount(getHealth)
