import { mount } from '@/lib/boundary/next'
import { postMessage } from '@/lib/messages/endpoints'

export const POST = mount(postMessage)
