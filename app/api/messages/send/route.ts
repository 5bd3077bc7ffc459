import { mount } from '@/lib/http/next-adapter'
import { postMessage } from '@/lib/messages/endpoints'

export const POST = mount(postMessage)
