import { mount } from '@/lib/http/next-adapter'
import { deleteInvitation } from '@/lib/invitations/endpoints'

export const DELETE = mount(deleteInvitation)
