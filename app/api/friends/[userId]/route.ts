import { mount } from '@/lib/boundary/next'
import { deleteFriend } from '@/lib/friends/endpoints'

export const DELETE = mount(deleteFriend)
