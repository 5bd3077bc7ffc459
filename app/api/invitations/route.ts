import { mount } from '@/lib/boundary/next'
import { getInvitations, postInvitation } from '@/lib/invitations/endpoints'

export const GET = mount(getInvitations)
export const POST = mount(postInvitation)
