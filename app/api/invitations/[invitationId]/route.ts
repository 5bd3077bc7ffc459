import { mount } from '@/lib/http/next-adapter'
import { revokeInvitationEndpoint } from '@/lib/invitations/endpoints'

export const DELETE = mount(revokeInvitationEndpoint)
