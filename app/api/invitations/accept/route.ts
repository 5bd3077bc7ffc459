import { mount } from '@/lib/http/next-adapter'
import { postInvitationAccept } from '@/lib/invitations/endpoints'

export const POST = mount(postInvitationAccept)
