import { mount } from '@/lib/boundary/next'
import { postBlock } from '@/lib/friends/endpoints'

export const POST = mount(postBlock)
