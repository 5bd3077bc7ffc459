import { mount } from '@/lib/boundary/next'
import { getHistory } from '@/lib/messages/endpoints'

export const GET = mount(getHistory)
