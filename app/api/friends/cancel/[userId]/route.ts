import { mount } from '@/lib/boundary/next'
import { postCancel } from '@/lib/friends/endpoints'

export const POST = mount(postCancel)
