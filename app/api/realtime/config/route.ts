import { mount } from '@/lib/boundary/next'
import { getRealtimeConfig } from '@/lib/realtime/endpoints'

export const GET = mount(getRealtimeConfig)
