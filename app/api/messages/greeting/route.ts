import { mount } from '@/lib/boundary/next'
import { postGreeting } from '@/lib/messages/endpoints-more'

export const POST = mount(postGreeting)
