import { postPassword } from '@/lib/accounts/endpoints-settings'
import { mount } from '@/lib/boundary/next'

export const POST = mount(postPassword)
