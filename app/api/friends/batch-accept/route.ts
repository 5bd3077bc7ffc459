import { mount } from '@/lib/boundary/next'
import { postBatchAccept } from '@/lib/friends/endpoints'

export const POST = mount(postBatchAccept)
