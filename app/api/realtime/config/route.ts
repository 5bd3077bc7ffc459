import { mount } from '@/lib/http/next-adapter'
import { getRealtimeConfig } from '@/lib/realtime/endpoints'

export const GET = mount(getRealtimeConfig)
