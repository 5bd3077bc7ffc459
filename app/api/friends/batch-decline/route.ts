import { mount } from '@/lib/boundary/next'
import { postBatchDecline } from '@/lib/friends/endpoints'

export const POST = mount(postBatchDecline)
