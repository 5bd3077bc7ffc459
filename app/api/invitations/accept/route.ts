import { mount } from '@/lib/http/next-adapter'
import { acceptInvitationEndpoint } from '@/lib/invitations/endpoints'

export const POST = mount(acceptInvitationEndpoint)
