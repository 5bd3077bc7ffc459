import { mount } from '@/lib/http/next-adapter'
import { deleteMessageEndpoint, editMessageEndpoint } from '@/lib/messages/endpoints'

export const PATCH = mount(editMessageEndpoint)
export const DELETE = mount(deleteMessageEndpoint)
