import { mount } from '@/lib/http/next-adapter'
import { getSync } from '@/lib/sync/endpoints'

export const GET = mount(getSync)
