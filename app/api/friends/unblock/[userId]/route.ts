import { mount } from '@/lib/boundary/next'
import { postUnblock } from '@/lib/friends/endpoints'

export const POST = mount(postUnblock)
