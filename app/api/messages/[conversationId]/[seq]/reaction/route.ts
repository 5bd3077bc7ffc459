import { mount } from '@/lib/boundary/next'
import { postReaction } from '@/lib/messages/endpoints-more'

export const POST = mount(postReaction)
