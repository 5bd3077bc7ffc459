import { deleteSession } from '@/lib/auth/endpoints'
import { mount } from '@/lib/http/next-adapter'

export const DELETE = mount(deleteSession)
