import { mount } from '@/lib/http/next-adapter'
import { createInvitationEndpoint, listInvitationsEndpoint } from '@/lib/invitations/endpoints'

export const GET = mount(listInvitationsEndpoint)
export const POST = mount(createInvitationEndpoint)
