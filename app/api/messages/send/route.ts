import { mount } from '@/lib/http/next-adapter'
import { sendMessageEndpoint } from '@/lib/messages/endpoints'

export const POST = mount(sendMessageEndpoint)
