import { mount } from '@/lib/boundary/next'
import { postMarkRead } from '@/lib/messages/endpoints'

export const POST = mount(postMarkRead)
