import { mount } from '@/lib/boundary/next'
import { postDecline } from '@/lib/friends/endpoints'

export const POST = mount(postDecline)
