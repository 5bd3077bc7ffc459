import { mount } from '@/lib/boundary/next'
import { postTyping } from '@/lib/messages/endpoints-more'

export const POST = mount(postTyping)
