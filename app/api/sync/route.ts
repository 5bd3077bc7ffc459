import { mount } from '@/lib/http/next-adapter'
import { syncEndpoint } from '@/lib/sync/endpoints'

export const GET = mount(syncEndpoint)
