import { mount } from '@/lib/http/next-adapter'
import { getHistory } from '@/lib/messages/endpoints'

export const GET = mount(getHistory)
