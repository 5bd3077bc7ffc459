import { mount } from '@/lib/http/next-adapter'
import { getInvitations, postInvitation } from '@/lib/invitations/endpoints'

export const GET = mount(getInvitations)
export const POST = mount(postInvitation)
