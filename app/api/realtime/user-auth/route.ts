import { mount } from '@/lib/http/next-adapter'
import { postUserAuth } from '@/lib/realtime/endpoints'

export const POST = mount(postUserAuth)
