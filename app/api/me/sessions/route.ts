import { deleteOtherSessions, getSessions } from '@/lib/auth/endpoints'
import { mount } from '@/lib/http/next-adapter'

export const GET = mount(getSessions)
export const DELETE = mount(deleteOtherSessions)
