import { postAccount } from '@/lib/accounts/endpoints'
import { mount } from '@/lib/boundary/next'

export const POST = mount(postAccount)
