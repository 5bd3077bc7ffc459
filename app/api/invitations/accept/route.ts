import { mount } from '@/lib/boundary/next'
import { postInvitationAccept } from '@/lib/invitations/endpoints'

export const POST = mount(postInvitationAccept)
