import { mount } from '@/lib/boundary/next'
import { deleteInvitation } from '@/lib/invitations/endpoints'

export const DELETE = mount(deleteInvitation)
