import { mount } from '@/lib/boundary/next'
import { getSync } from '@/lib/events/endpoints'

export const GET = mount(getSync)
