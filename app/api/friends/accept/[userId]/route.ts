import { mount } from '@/lib/boundary/next'
import { postAccept } from '@/lib/friends/endpoints'

export const POST = mount(postAccept)
