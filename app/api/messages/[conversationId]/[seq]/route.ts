import { mount } from '@/lib/http/next-adapter'
import { deleteMessage, patchMessage } from '@/lib/messages/endpoints'

export const PATCH = mount(patchMessage)
export const DELETE = mount(deleteMessage)
