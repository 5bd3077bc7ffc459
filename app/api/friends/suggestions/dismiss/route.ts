import { mount } from '@/lib/boundary/next'
import { postDismissal } from '@/lib/friends/endpoints'

export const POST = mount(postDismissal)
