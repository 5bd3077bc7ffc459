import { mount } from '@/lib/http/next-adapter'
import { realtimeConfigEndpoint } from '@/lib/realtime/endpoints'

export const GET = mount(realtimeConfigEndpoint)
