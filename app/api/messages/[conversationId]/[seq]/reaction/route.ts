import { mount } from '@/lib/http/next-adapter'
import { postReaction } from '@/lib/messages/endpoints'

export const POST = mount(postReaction)
