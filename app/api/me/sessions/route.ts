import { deleteOtherSessions, getSessions } from '@/lib/auth/endpoints'
import { mount } from '@/lib/boundary/next'

export const GET = mount(getSessions)
export const DELETE = mount(deleteOtherSessions)
