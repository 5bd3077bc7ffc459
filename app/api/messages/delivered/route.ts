import { mount } from '@/lib/boundary/next'
import { postDelivered } from '@/lib/messages/endpoints-more'

export const POST = mount(postDelivered)
