import { deleteSession } from '@/lib/auth/endpoints'
import { mount } from '@/lib/boundary/next'

export const DELETE = mount(deleteSession)
