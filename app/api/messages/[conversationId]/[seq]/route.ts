import { mount } from '@/lib/boundary/next'
import { deleteMessage, patchMessage } from '@/lib/messages/endpoints-more'

export const PATCH = mount(patchMessage)
export const DELETE = mount(deleteMessage)
