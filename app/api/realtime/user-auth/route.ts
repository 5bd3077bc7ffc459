import { mount } from '@/lib/boundary/next'
import { postUserAuth } from '@/lib/realtime/endpoints'

export const POST = mount(postUserAuth)
