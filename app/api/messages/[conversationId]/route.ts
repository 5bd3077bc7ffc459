import { mount } from '@/lib/http/next-adapter'
import { historyEndpoint } from '@/lib/messages/endpoints'

export const GET = mount(historyEndpoint)
